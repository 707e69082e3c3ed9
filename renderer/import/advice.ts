import type { ImportReport } from '../../core/contract/index.ts'

type Source = ImportReport['sources'][number]

interface Advice {
  problem: string
  /** What the analyst can do about it. */
  remedy: string
}

export function rejectedLines(source: Source): number {
  return source.rejected.reduce((sum, { count }) => sum + count, 0)
}

/** What an analyst must not overlook about a source; undefined when it was read well. */
export function adviseOn(source: Source): Advice | undefined {
  const rejected = rejectedLines(source)
  if (source.isMappable)
    return {
      problem: 'No format is known that reads this file, but it is a table or JSON.',
      remedy: 'Say what its columns hold; it is then imported again.',
    }
  if (source.skipped && source.error !== undefined)
    return { problem: source.error, remedy: 'It was left out.' }
  if (source.error !== undefined)
    return {
      problem: source.error,
      remedy:
        source.records > 0
          ? 'What was read before this is kept. Check that the file is complete and readable, then open it again.'
          : 'Check that the file exists and is readable, then open it again.',
    }
  if (source.records === 0)
    return {
      problem: source.lines === 0 ? 'The file is empty.' : 'No line of this file could be read.',
      remedy:
        source.lines === 0
          ? 'Check that the export that wrote it was complete.'
          : 'If you know its format, open the file again and choose the format. The first rejected lines are shown below.',
    }
  if (rejected > source.records)
    return {
      problem: 'More lines were rejected than read.',
      remedy:
        'The format may have been guessed wrong: open the file again and choose it, or look at the reasons below.',
    }
  if (source.formatChosenBy === 'content' && source.formatConfidence < 0.6)
    return {
      problem: 'The format was hard to tell.',
      remedy: 'If it is not what you expect, open the file again and choose the format.',
    }
  return undefined
}
