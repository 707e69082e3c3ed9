import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { asnPackage } from '../enrich/asn.ts'
import { findDataPackage } from '../enrich/data-package.ts'
import { geoPackage } from '../enrich/geo.ts'
import { decoders } from '../ingest/decoders/index.ts'
import { resources } from './resources.ts'
import { Service } from './service.ts'
import { readVersion } from './version.ts'

const manifestSchema = z.object({
  generation: z.string(),
  created: z.string(),
  features: z.array(z.unknown()),
})

/** The service over one workspace, with the models, geography and example that come with Sonic. */
export function createService(options: { workspace: string }): Service {
  return new Service({
    workspace: options.workspace,
    modelsDir: resources.models,
    examplePath: resources.example,
    about: {
      version: readVersion(),
      formats: decoders.map(({ name, title }) => ({ name, title })),
      model: readModel(),
      geo: { city: findDataPackage(geoPackage)?.date, asn: findDataPackage(asnPackage)?.date },
    },
  })
}

/** What the manifest says of itself; whether it can be trusted is checked when it is loaded for scoring. */
function readModel(): { generation: string; created: string; features: number } | undefined {
  try {
    const text = readFileSync(join(resources.models, 'manifest.json'), 'utf8')
    const { generation, created, features } = manifestSchema.parse(JSON.parse(text))
    return { generation, created, features: features.length }
  } catch {
    return undefined
  }
}
