import type { EarlierImport } from '../store/import-log.ts'
import type { ActReader } from './act-reader.ts'

/**
 * What becomes of earlier imports that read some of the same content, so that nothing counts twice. One whose files are
 * all opened again, or that did not come to its end, is replaced. Of any other the results stay, and what both have is
 * left out of the new import.
 * @returns ids of the imports that are replaced
 */
export function settleEarlier(reader: ActReader, earlier: readonly EarlierImport[]): string[] {
  const opened = new Set(reader.contents().map(({ fingerprint }) => fingerprint))
  const replaced: string[] = []
  const reasons = new Map<string, string>()
  for (const { id, started, isDone, contents } of earlier) {
    const shared = contents.filter(({ fingerprint }) => opened.has(fingerprint))
    if (!isDone || shared.length === contents.length) {
      replaced.push(id)
      continue
    }
    const others = contents.length - shared.length
    const day = new Date(started).toISOString().slice(0, 16).replace('T', ' ')
    for (const { fingerprint, path } of shared.filter(({ fingerprint: one }) => !reasons.has(one)))
      reasons.set(
        fingerprint,
        `was opened before on ${day} UTC (as ${path}, together with ${others} other ${others === 1 ? 'file' : 'files'}): ` +
          'its records are in that import. To read it anew, open all of them together',
      )
  }
  reader.leaveOut(reasons)
  return replaced
}
