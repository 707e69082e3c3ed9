import type { ImportReport } from '../ingest/import-report.ts'
import { sha256 } from '../models/registry.ts'
import type { ImportCounts } from '../store/count-import.ts'
import type { Engine } from './engine.ts'
import type { LeftOut } from './reading/taken.ts'
import type { Stream } from './stream.ts'

interface Analysed extends ImportCounts {
  stream: Stream
  leftOut: LeftOut
  engine: Engine
}

/** The parts of a report that tell of the analysis, whatever its records came from. */
export function analysedParts({ stream, leftOut, engine, alerts, suppressed, incidents }: Analysed) {
  const { chosen, scoring } = engine
  const { fallback } = scoring.engine
  const { analysis, generation } = stream
  const { manifest } = generation
  const learned = stream.learned ?? { acts: 0, days: 0, suffices: false, explanation: chosen.explanation }
  return {
    totals: {
      acts: analysis.acts,
      alerts,
      ...(analysis.repeats > 0 ? { repeats: analysis.repeats } : {}),
      ...leftOutOf(leftOut),
      suppressed,
      incidents,
    },
    learning: {
      from: learned.suffices ? 'log' : chosen.from,
      acts: learned.acts,
      days: learned.days,
      explanation: learned.explanation,
      withheld: analysis.withheld,
    },
    modelAlerts: stream.detector.modelAlerts,
    coverage: analysis.coverage(),
    models: { generation: manifest.generation, sha256: sha256(Buffer.from(JSON.stringify(manifest))) },
    notices: [
      ...chosen.notices,
      ...leftOutNotices(leftOut),
      ...analysis.doubts(leftOut.known + leftOut.late > 0 ? 0 : stream.counts.lines - stream.counts.rejected),
      ...(fallback === undefined ? [] : [`${fallback} The CPU was used instead.`]),
    ],
  } satisfies Omit<Partial<ImportReport>, 'totals'> & { totals: Partial<ImportReport['totals']> }
}

function leftOutOf({ known, late, implausible }: LeftOut): Partial<ImportReport['totals']> {
  return {
    ...(known > 0 ? { known } : {}),
    ...(late > 0 ? { late } : {}),
    ...(implausible > 0 ? { implausible } : {}),
  }
}

function leftOutNotices({ known, late }: LeftOut): string[] {
  const count = (n: number, is: string, are: string): string =>
    `${n.toLocaleString('en-US')} ${n === 1 ? `record ${is}` : `records ${are}`}`
  return [
    ...(known > 0 ? [`${count(known, 'was', 'were')} read before and did not count again.`] : []),
    ...(late > 0
      ? [
          `${count(late, 'is', 'are')} older than what had been learned before: stored and searchable, but not analysed. ` +
            'Rebuild the workspace to analyse everything in order of time.',
        ]
      : []),
  ]
}
