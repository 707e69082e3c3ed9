import type { Event } from '../../event/event.ts'
import { zoneStep } from '../zone.ts'

const minute = 60_000
const day = 1_440 * minute

/**
 * Gives the time of an envelope to records whose own clock tells no zone, or no year. The zone is what the sample tells: the
 * median of the differences, rounded to a quarter of an hour, so that a record that was collected late keeps its own time.
 */
export class EnvelopeClock {
  readonly #shift: number
  readonly #isYearless: boolean

  /** @param differences of times of envelopes and records, ms @param isYearless the records' times carry no year */
  constructor(differences: readonly number[], isYearless: boolean) {
    const within = differences.map((ms) => ms - Math.round(ms / day) * day).sort((a, b) => a - b)
    this.#shift = Math.round((within[within.length >> 1] ?? 0) / zoneStep) * zoneStep
    this.#isYearless = isYearless
  }

  correct(event: Event, envelope: number): void {
    const own = event['@timestamp']
    if (Number.isNaN(envelope)) return
    if (Number.isNaN(own)) {
      event['@timestamp'] = envelope
      return
    }
    const days = this.#isYearless ? Math.round((envelope - own - this.#shift) / day) : 0
    event['@timestamp'] = own + this.#shift + days * day
  }

  /** Minutes east of UTC that the records' clock is. */
  get zoneMinutes(): number {
    return -this.#shift / minute
  }
}
