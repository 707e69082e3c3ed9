import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ActAssembler } from '../../core/enrich/act-assembler.ts'
import { openAsn } from '../../core/enrich/asn.ts'
import { openGeo } from '../../core/enrich/geo.ts'
import type { Act } from '../../core/event/act.ts'
import { ActReader } from '../../core/pipeline/act-reader.ts'
import { StageClock } from '../../core/pipeline/stage-clock.ts'
import type { SimulationInput } from '../../core/simulate/options.ts'
import { simulate } from '../../core/simulate/simulate.ts'

/** The acts of one simulated organisation (ASA), in order. */
export async function simulatedActs(
  organisation: Pick<SimulationInput, 'users' | 'days' | 'seed' | 'attacks'>,
): Promise<Act[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sonic-scoring-'))
  try {
    const { files } = await simulate({ ...organisation, format: 'asa', out: folder })
    const paths = files.map(({ file }) => join(folder, file))
    const [geo, asn, reader] = await Promise.all([
      openGeo(),
      openAsn(),
      ActReader.open({ id: 'bench', paths }, new AbortController().signal),
    ])
    const acts: Act[] = []
    for await (const batch of reader.acts(new ActAssembler({ geo, asn }), new StageClock()))
      acts.push(...batch)
    return acts
  } finally {
    rmSync(folder, { recursive: true })
  }
}
