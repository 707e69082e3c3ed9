import { actKinds } from '../event/act.ts'
import type { Act, ActKind } from '../event/act.ts'
import type { CoverageState, ScenarioCoverage } from '../ingest/import-report.ts'
import { scenarios } from './coverage-table.ts'
import type { Scenario } from './coverage-table.ts'
import { signalFactories } from './signals/index.ts'

const dayMs = 86_400_000
/** Fewer acts than this share with a field: what needs it is seen in part (ours). */
const enough = 0.5

/** What an act may tell; each with how a person calls it, and whether an act tells it. */
const fields = {
  user: { title: 'user names', isKnown: (act: Act) => act.user !== '' },
  sourceIp: { title: 'outer addresses', isKnown: (act: Act) => act.sourceIp !== '' },
  place: { title: 'places of addresses (GeoIP)', isKnown: (act: Act) => act.place !== undefined },
  network: { title: 'networks of addresses (ASN)', isKnown: (act: Act) => act.network !== undefined },
  gateway: { title: 'gateway names', isKnown: (act: Act) => act.gateway !== '' },
  device: {
    title: 'devices or client systems',
    isKnown: (act: Act) => act.deviceId !== '' || act.clientOs !== '',
  },
  session: { title: 'session ids', isKnown: (act: Act) => act.sessionId !== '' },
  mfa: { title: 'results of second factors', isKnown: (act: Act) => act.mfa !== '' },
  reason: { title: 'reasons of failures', isKnown: (act: Act) => act.reason !== '' },
  duration: { title: 'durations', isKnown: (act: Act) => Number.isFinite(act.duration) },
  bytes: { title: 'byte counts', isKnown: (act: Act) => Number.isFinite(act.bytesTotal ?? act.bytesUp) },
  bytesUp: {
    title: 'bytes sent, apart from bytes received',
    isKnown: (act: Act) => Number.isFinite(act.bytesUp),
  },
  destination: { title: 'destinations', isKnown: (act: Act) => act.destinationIp !== '' },
  port: { title: 'destination ports', isKnown: (act: Act) => act.destinationPort > 0 },
} satisfies Record<string, { title: string; isKnown: (act: Act) => boolean }>

export type KnownField = keyof typeof fields
// Object.keys gives the keys of `fields` and no others.
const fieldNames = Object.keys(fields) as KnownField[]

const kindTitles: Record<ActKind, string> = {
  attempt: 'failed or refused logins',
  start: 'session starts',
  end: 'session ends',
  flow: 'connections',
}

/** Counts what the acts of an import tell. Constant memory. */
export class CoverageTally {
  readonly #acts: Record<ActKind, number> = { attempt: 0, start: 0, end: 0, flow: 0 }
  readonly #known = Object.fromEntries(actKinds.map((kind) => [kind, new Uint32Array(fieldNames.length)]))
  #first = Infinity
  #last = -Infinity

  see(act: Act): void {
    this.#acts[act.kind] += 1
    const known = this.#known[act.kind]
    if (known)
      for (const [i, name] of fieldNames.entries())
        if (fields[name].isKnown(act)) known[i] = (known[i] ?? 0) + 1
    if (act.time < this.#first) this.#first = act.time
    if (act.time > this.#last) this.#last = act.time
  }

  coverage(): ScenarioCoverage[] {
    return scenarios.map((scenario) => this.#assess(scenario))
  }

  #assess(scenario: Scenario): ScenarioCoverage {
    const { name, title, techniques, kind, signals, days } = scenario
    const told = (state: CoverageState, why: string, add: string): ScenarioCoverage => ({
      scenario: name,
      title,
      techniques: [...techniques],
      state,
      why,
      add,
    })
    const known = signals.filter((signal) => signalFactories.some((factory) => factory.name === signal))
    if (known.length === 0)
      return told('blind', 'No signal looks for it yet; the models may notice an act of it.', '')
    // Where nobody fails to log in there is nothing to see, which is not blindness: sessions show that logins are recorded.
    const isQuiet = kind === 'attempt' && this.#acts.attempt === 0 && this.#acts.start > 0
    if (isQuiet)
      return told(
        'partly',
        'No failed login is in the records: there was none, or the gateway does not log them.',
        'failed logins, if the gateway can log them',
      )
    if (this.#acts[kind] === 0)
      return told('blind', `There are no ${kindTitles[kind]} in the records.`, kindTitles[kind])
    const absent = scenario.fields.filter((field) => this.#share(kind, field) === 0)
    if (absent.length > 0)
      return told('blind', `The ${kindTitles[kind]} tell no ${titlesOf(absent)}.`, titlesOf(absent))
    const rare = scenario.fields.filter((field) => this.#share(kind, field) < enough)
    const missing = (scenario.helps ?? []).filter((field) => this.#share(kind, field) < enough)
    const span = Math.max(0, this.#last - this.#first) / dayMs
    const reasons = [
      ...rare.map(
        (field) =>
          `only ${Math.round(100 * this.#share(kind, field))} % of the ${kindTitles[kind]} tell ${fields[field].title}`,
      ),
      ...(missing.length > 0 ? [`few tell ${titlesOf(missing)}`] : []),
      ...(span < days
        ? [`the records span ${span.toFixed(1)} days, and what is usual is known after ${days}`]
        : []),
    ]
    if (reasons.length === 0)
      return told('seen', `Rests on ${this.#acts[kind].toLocaleString('en-US')} ${kindTitles[kind]}.`, '')
    const add = [
      ...[...rare, ...missing].map((field) => fields[field].title),
      ...(span < days ? [`older records, ${days} days in all`] : []),
    ]
    return told('partly', `${sentence(reasons.join('; '))}.`, add.join(', '))
  }

  #share(kind: ActKind, field: KnownField): number {
    return (this.#known[kind]?.[fieldNames.indexOf(field)] ?? 0) / Math.max(1, this.#acts[kind])
  }
}

function titlesOf(names: readonly KnownField[]): string {
  return names.map((name) => fields[name].title).join(', ')
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
