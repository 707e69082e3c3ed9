import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ActAssembler } from '../../core/enrich/act-assembler.ts'
import { openAsn } from '../../core/enrich/asn.ts'
import { openGeo } from '../../core/enrich/geo.ts'
import type { Act } from '../../core/event/act.ts'
import { listSources } from '../../core/ingest/sources/list-sources.ts'
import { readActs } from '../../core/pipeline/read-acts.ts'
import { LocalReading } from '../../core/pipeline/reading/local-reading.ts'
import { readFiles } from '../../core/pipeline/reading/read-files.ts'
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
    const [geo, asn, { sources }] = await Promise.all([openGeo(), openAsn(), listSources(paths)])
    const { signal } = new AbortController()
    const reading = new LocalReading({ batches: readFiles(sources, {}, signal).batches })
    const acts: Act[] = []
    for await (const { acts: some } of readActs(reading, new ActAssembler({ geo, asn }))) acts.push(...some)
    return acts
  } finally {
    rmSync(folder, { recursive: true })
  }
}
