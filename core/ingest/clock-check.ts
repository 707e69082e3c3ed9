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

const hour = 3_600_000
/** Lines follow each other so closely where a step back is told to be of whole hours (ours). */
const mostBetween = 90_000
const mostHours = 14

export class ClockCheck {
  readonly #modified: number
  #latest = -Infinity
  #previous = NaN
  /** From one record to the next, by more than the usual disorder; and those of them that are whole hours. */
  #stepsBack = 0
  #stepsOn = 0
  #hourSteps = 0
  #firstHourStep = NaN
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
    this.#step(this.#previous - time)
    this.#previous = time
    const beyond = time - this.#modified
    if (beyond > usualDriftMs) {
      report.beyondWriting += 1
      if (beyond > report.furthestBeyondMs) report.furthestBeyondMs = Math.round(beyond)
    }
  }

  #step(back: number): void {
    if (back < 0) this.#stepsOn += 1
    if (!(back > usualDisorderMs)) return
    this.#stepsBack += 1
    const hours = Math.round(back / hour)
    if (hours < 1 || hours > mostHours || Math.abs(back - hours * hour) > mostBetween) return
    if (this.#hourSteps === 0) this.#firstHourStep = this.#previous
    this.#hourSteps += 1
  }

  report(): ClockReport {
    return { ...this.#report }
  }

  /** Where most steps back are of whole hours, it is no disorder but zones. A file with its newest line first steps back only. */
  notes(): string[] {
    if (2 * this.#hourSteps <= this.#stepsBack || this.#stepsOn < this.#stepsBack) return []
    const times = this.#hourSteps === 1 ? 'once' : `${this.#hourSteps} times`
    return [
      `times step back by whole hours ${times} (first after ${new Date(this.#firstHourStep).toISOString()}): ` +
        'summer time ended while clocks were local, or devices of several zones are mixed',
    ]
  }
}
