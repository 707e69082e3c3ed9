import type { SourceGroup, SourceReport } from './import-report.ts'

/** Up to so many files each is told of by itself (ours: what a person still reads). */
const mostSingly = 100
/** Of more, the first few and so many of those with a problem. */
const first = 20
const mostProblems = 200
const examples = 3

/**
 * The files of an import as its report tells of them. Where they are many, the first few and those that could not be read
 * or not wholly stand for themselves, in the order given, and the rest is summed up by format and by what became of it.
 */
export function summariseSources(all: readonly SourceReport[]): {
  sources: SourceReport[]
  otherSources: SourceGroup[]
} {
  if (all.length <= mostSingly) return { sources: [...all], otherSources: [] }
  let problems = 0
  const sources: SourceReport[] = []
  const groups = new Map<string, SourceGroup>()
  // What failed comes before what lost some lines, where there is no room for all.
  const failed = new Set(all.filter((source) => stateOf(source) === 'failed').slice(0, mostProblems))
  for (const [i, source] of all.entries()) {
    const isShown =
      i < first || failed.has(source) || (isLossy(source) && failed.size + problems < mostProblems)
    if (isShown) {
      if (i >= first && !failed.has(source)) problems += 1
      sources.push(source)
    } else addTo(groups, source)
  }
  return { sources, otherSources: [...groups.values()].sort((a, b) => b.files - a.files) }
}

function stateOf({ error, skipped }: SourceReport): SourceGroup['state'] {
  return skipped ? 'left out' : error === undefined ? 'read' : 'failed'
}

function isLossy(source: SourceReport): boolean {
  return stateOf(source) === 'read' && source.rejected.length > 0
}

function addTo(groups: Map<string, SourceGroup>, source: SourceReport): void {
  const state = stateOf(source)
  const key = `${state} ${source.format}`
  const group = groups.get(key) ?? {
    state,
    format: source.format,
    formatTitle: source.formatTitle,
    files: 0,
    bytes: 0,
    lines: 0,
    records: 0,
    ignored: 0,
    rejected: 0,
    first: undefined,
    last: undefined,
    examples: [],
  }
  groups.set(key, group)
  group.files += 1
  group.bytes += source.bytes
  group.lines += source.lines
  group.records += source.records
  group.ignored += source.ignored
  group.rejected += source.rejected.reduce((sum, { count }) => sum + count, 0)
  group.first = least(group.first, source.first)
  group.last = most(group.last, source.last)
  if (group.examples.length < examples) group.examples.push(source.path)
}

function least(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b)
}

function most(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b)
}
