/** What the times of a source say against its clock. Counts are records, `…Ms` the largest of them. */
export interface ClockReport {
  /** A record that is more than a minute older than one before it. */
  steppedBack: number
  furthestBackMs: number
  /** A record that is more than five minutes younger than the last writing of its file. */
  beyondWriting: number
  furthestBeyondMs: number
}

/** Devices with several processes mix their lines by some seconds. */
const usualDisorderMs = 60_000
const usualDriftMs = 5 * 60_000

export class ClockCheck {
  readonly #modified: number
  #latest = -Infinity
  readonly #report: ClockReport = { steppedBack: 0, furthestBackMs: 0, beyondWriting: 0, furthestBeyondMs: 0 }

  /** @param modified last writing of the source, epoch ms */
  constructor(modified: number) {
    this.#modified = modified
  }

  add(time: number): void {
    const report = this.#report
    const back = this.#latest - time
    if (back > usualDisorderMs) {
      report.steppedBack += 1
      if (back > report.furthestBackMs) report.furthestBackMs = back
    }
    if (time > this.#latest) this.#latest = time
    const beyond = time - this.#modified
    if (beyond > usualDriftMs) {
      report.beyondWriting += 1
      if (beyond > report.furthestBeyondMs) report.furthestBeyondMs = Math.round(beyond)
    }
  }

  report(): ClockReport {
    return { ...this.#report }
  }
}
