import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ActAssembler } from '../../core/enrich/act-assembler.ts'
import { openAsn } from '../../core/enrich/asn.ts'
import { openGeo } from '../../core/enrich/geo.ts'
import type { Act } from '../../core/event/act.ts'
import { InputFiles } from '../../core/pipeline/input-files.ts'
import { readActs } from '../../core/pipeline/read-acts.ts'
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
    const [geo, asn, opened] = await Promise.all([
      openGeo(),
      openAsn(),
      InputFiles.open({ id: 'bench', paths }, new AbortController().signal),
    ])
    const acts: Act[] = []
    for await (const batch of readActs(opened, new ActAssembler({ geo, asn }))) acts.push(...batch)
    return acts
  } finally {
    rmSync(folder, { recursive: true })
  }
}
