import type { ImportReport } from './import-report.ts'

/** Whether anything of an import is kept besides its report. */
export function isKept({ stays }: Pick<ImportReport, 'stays'>): boolean {
  return stays === undefined
}
