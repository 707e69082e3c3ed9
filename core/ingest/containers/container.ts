/** A record as it lay in an envelope. */
export interface Wrapped {
  text: string
  /** Of the envelope, epoch ms; NaN where it has no absolute one. */
  time: number
  /** Of the envelope; '' where it names none. */
  host: string
  /** Who wrote the record, perhaps with a number in brackets, where the envelope names it: the text may lack it. */
  program?: string
  /** The clock of the envelope, as if it were UTC, where it tells no zone. */
  wall?: number
}

/** Takes a line of its envelope; undefined: the line holds no record of it. */
export type Unwrap = (line: string) => Wrapped | undefined

/** A way in which platforms and tools wrap the lines that they export. */
export interface Container {
  /** For the import's report: "a Docker log". */
  title: string
  /** Nothing else looks like it: taken off also where the lines could be read with it. */
  isSure?: boolean
  /** What it holds has a syntax of its own: it is taken off also where no product's decoder knows the record within. */
  mayHoldAny?: boolean
  /** @param first line of the source: a table has its header there. undefined: the source is not of this kind */
  open(first: string): Unwrap | undefined
}
