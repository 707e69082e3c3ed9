export interface LineRange {
  file: string
  /** 1-based, both ends included. */
  from: number
  to: number
}

/** Follows one labelled thing through the output: which lines became of it. */
export class Mark {
  readonly ranges: LineRange[] = []
  /** Epoch ms of the first and last line; NaN before there is one. */
  start = NaN
  end = NaN

  note(file: string, from: number, to: number, time: number): void {
    if (Number.isNaN(this.start)) this.start = time
    this.end = time
    const last = this.ranges.at(-1)
    if (last?.file === file && last.to + 1 === from) last.to = to
    else this.ranges.push({ file, from, to })
  }
}
