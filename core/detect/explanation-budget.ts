import { plain } from '../memory/codec.ts'
import type { Memory } from '../memory/memory.ts'
import type { Table } from '../memory/table.ts'
import { day } from '../event/time-units.ts'

/**
 * Alerts of the same signals of which the models' features are named in a UTC day of event time (ours). Naming them runs
 * the models some hundred times, as much work as scoring 25 acts; a flood from many people would wait for little else.
 */
const mostAlike = 100
/** The same where the day before had as many: the flood goes on, and has been explained (ours). */
const mostGoingOn = 10
const remembered = 1_000

interface Asked {
  day: number
  count: number
  most: number
}

/** Decides, alert by alert in order of the acts, of which the models are asked why. */
export class ExplanationBudget {
  readonly #asked: Table<string, Asked>

  constructor(memory: Memory) {
    this.#asked = memory.table('detect.explained', { bound: remembered, codec: plain() })
  }

  /** Always for what the models say alone: their own budget bounds it. */
  admits(signals: readonly string[], time: number): boolean {
    if (signals.length === 0) return true
    const today = Math.floor(time / day)
    const asked = this.#asked.demand(signals.join(), () => ({ day: today, count: 0, most: mostAlike }))
    if (today > asked.day) {
      const isGoingOn = today === asked.day + 1 && asked.count >= mostAlike
      asked.most = isGoingOn ? mostGoingOn : mostAlike
      asked.day = today
      asked.count = 0
    }
    asked.count += 1
    return asked.count <= asked.most
  }
}
