import { openAsn, type Asn } from '../enrich/asn.ts'
import { openGeo, type Geo } from '../enrich/geo.ts'
import type { ScoringClient } from '../models/scoring-client.ts'
import type { Conditions, ChosenGeneration } from './choose-generation.ts'
import { openChosen } from './open-scoring.ts'

/** What a stream needs beside its input and its workspace: models on their threads, and the tables of networks. */
export interface Engine {
  chosen: ChosenGeneration
  /** Whoever opens the engine ends it. */
  scoring: ScoringClient
  geo: Geo
  asn: Asn
}

/** @throws GenerationError or Error when no models can be used */
export async function openEngine(modelsDir: string, conditions: Partial<Conditions>): Promise<Engine> {
  // Their thread starts while this one reads the tables of networks.
  const [opened, geo, asn] = await Promise.all([openChosen(modelsDir, conditions), openGeo(), openAsn()])
  return { ...opened, geo, asn }
}
