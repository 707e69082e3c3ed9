import type { Act } from '../../event/act.ts'
import { Memory } from '../../memory/memory.ts'
import { day } from '../../event/time-units.ts'

/** What coverage asks of acts: whether they name a field. */
const fields = {
  any: () => true,
  user: (act) => act.user !== '',
  source: (act) => act.sourceIp !== '',
  place: (act) => act.place !== undefined,
  network: (act) => act.network !== undefined,
  device: (act) => act.deviceId !== '',
  system: (act) => act.clientOs !== '',
  client: (act) => act.clientVersion !== '',
  mfa: (act) => act.mfa !== '',
  session: (act) => act.sessionId !== '',
  lease: (act) => act.assignedIp !== '',
  reason: (act) => act.reason !== '',
  upload: (act) => act.bytesUp >= 0,
  bytes: (act) => act.bytesUp >= 0 || (act.bytesTotal ?? NaN) >= 0,
  duration: (act) => act.duration >= 0,
  destination: (act) => act.destinationIp !== '',
  port: (act) => act.destinationPort > 0,
  dns: (act) => act.destinationPort === 53 || act.service === 'dns',
  failure: (act) => act.outcome === 'failure',
  account: (act) => act.notice?.category === 'account',
  change: (act) => act.notice?.category === 'configuration' || act.notice?.category === 'admin_login',
  detection: (act) => act.notice?.category === 'intrusion_alert',
} as const satisfies Record<string, (act: Act) => boolean>

export type FieldName = keyof typeof fields
const names = Object.keys(fields)
const tests: readonly ((act: Act) => boolean)[] = Object.values(fields)

interface KindCount {
  acts: number
  /** In the order of the table. */
  named: number[]
}

interface Tally {
  kinds: Map<string, KindCount>
  first: number
  last: number
  people: number
  known: number
}

/** Counts over all acts of an import which fields they name, and how long and how well their people are known. */
export class FieldTally {
  #tally: Tally = { kinds: new Map(), first: Infinity, last: -Infinity, people: 0, known: 0 }

  constructor(memory = new Memory()) {
    memory.cell('import.coverage', {
      save: () => structuredClone(this.#tally),
      restore: (stored) => (this.#tally = stored as Tally),
    })
  }

  /** @param maturity 0..1, of the acting person's baseline when the act came */
  add(act: Act, maturity: number): void {
    const tally = this.#tally
    let count = tally.kinds.get(act.kind)
    if (!count) {
      count = { acts: 0, named: tests.map(() => 0) }
      tally.kinds.set(act.kind, count)
    }
    count.acts += 1
    for (let i = 0; i < tests.length; i++) if (tests[i]?.(act)) count.named[i] = (count.named[i] ?? 0) + 1
    if (act.time < tally.first) tally.first = act.time
    if (act.time > tally.last) tally.last = act.time
    if (act.user === '') return
    tally.people += 1
    if (maturity >= 1) tally.known += 1
  }

  acts(kind: Act['kind']): number {
    return this.#tally.kinds.get(kind)?.acts ?? 0
  }

  /** Share of the acts of a kind that name a field, 0..1; 0 where there is no such act. */
  share(kind: Act['kind'], field: FieldName): number {
    const count = this.#tally.kinds.get(kind)
    return count ? (count.named[names.indexOf(field)] ?? 0) / count.acts : 0
  }

  get days(): number {
    return Math.max(0, this.#tally.last - this.#tally.first) / day || 0
  }

  /** Share of people's acts that came when their baseline was mature, 0..1. */
  get maturity(): number {
    return this.#tally.people === 0 ? 0 : this.#tally.known / this.#tally.people
  }
}
