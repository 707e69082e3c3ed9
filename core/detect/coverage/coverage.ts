import type { Act } from '../../event/act.ts'
import type { ScenarioCoverage } from '../../ingest/import-report.ts'
import type { FieldName, FieldTally } from './field-tally.ts'
import type { Need, Scenario } from './need.ts'
import { scenarios } from './scenarios.data.ts'

/** Fewer of the acts than this name a field: as good as none. Ours. */
const leastShare = 0.02
/** From here on a field is there as a rule. Ours. */
const usualShare = 0.5
/** Share of acts by people with a mature baseline from which a comparison with their own past is worth much. Ours. */
const enoughMature = 0.3

const kindNames: Record<Act['kind'], { acts: string; log: string }> = {
  attempt: { acts: 'failed or refused sign-ins', log: 'failed and refused sign-ins' },
  start: { acts: 'sign-ins', log: 'the start of sessions' },
  end: { acts: 'ended sessions', log: 'the end of sessions' },
  flow: { acts: 'flows', log: "connections: the firewall's traffic log, NetFlow, Zeek or a capture" },
  notice: {
    acts: 'notices of devices',
    log: "what happens to the device itself, and other products' alerts",
  },
}

/** What acts name as a rule, where they name it at all. */
const attributes: Partial<Record<FieldName, string>> = {
  user: 'the user',
  source: 'the source address',
  place: 'a source address that GeoIP data places',
  network: 'a source address of a known network',
  device: 'the device',
  system: 'the operating system',
  client: 'the client version',
  session: 'the session id',
  lease: 'the assigned address',
  reason: 'the reason',
  upload: 'the bytes that were sent',
  bytes: 'byte counts',
  duration: 'the duration',
  destination: 'the destination',
  port: 'the destination port',
}

/** What is rare even where it is logged: one is enough to know that it would be seen. */
const rarities: Partial<Record<FieldName, { what: string; log: string }>> = {
  any: { what: 'notice of a device', log: kindNames.notice.log },
  failure: { what: 'failed sign-in', log: kindNames.attempt.log },
  mfa: {
    what: 'refused second factor',
    log: 'the results of the second factor (the RADIUS or MFA server knows them)',
  },
  dns: { what: 'DNS flow', log: 'DNS connections' },
  account: { what: 'change of an account or a second factor', log: 'changes of accounts and second factors' },
  change: {
    what: 'administrator sign-in or change of the configuration',
    log: 'administrator sign-ins and changes',
  },
  detection: {
    what: 'alert of an intrusion detection',
    log: "an intrusion detection's alerts (Suricata, the firewall's own)",
  },
}

/** Which scenarios can be seen in the acts that were tallied, which only in part, which not, and why. */
export function assessCoverage(tally: FieldTally): ScenarioCoverage[] {
  return scenarios.map((scenario) => assess(scenario, tally))
}

interface Lack {
  /** Whether what is missing is missing wholly. */
  wholly: boolean
  reason: string
  advice: string
}

function assess(scenario: Scenario, tally: FieldTally): ScenarioCoverage {
  const lacks = scenario.needs.flatMap((need) => {
    const lack = lackOf(need, tally)
    return lack ? [{ ...lack, blinds: lack.wholly && need.vital }] : []
  })
  const thin = historyLacks(scenario, tally).map((lack) => ({ ...lack, blinds: false }))
  const all = [...lacks, ...thin]
  const { number, name, signals } = scenario
  return {
    number,
    name,
    signals: [...signals],
    state: all.some(({ blinds }) => blinds) ? 'blind' : all.length > 0 ? 'partly' : 'seen',
    reasons: [...new Set(all.map(({ reason }) => reason))],
    advice: [...new Set(all.map(({ advice }) => advice))],
  }
}

function lackOf({ kind, field }: Need, tally: FieldTally): Lack | undefined {
  const share = tally.share(kind, field)
  const rarity = rarities[field]
  if (rarity) {
    if (share > 0) return undefined
    const reason = `No ${rarity.what} is in the data: none happened, or none is logged.`
    return { wholly: true, reason, advice: `Log ${rarity.log}, and load it too.` }
  }
  const { acts, log } = kindNames[kind]
  if (tally.acts(kind) === 0)
    return {
      wholly: true,
      reason: `There are no ${acts} in the data.`,
      advice: `Log ${log}, and load it too.`,
    }
  if (share >= usualShare) return undefined
  const wholly = share < leastShare
  const what = attributes[field] ?? field
  return {
    wholly,
    reason: `${wholly ? 'None' : `Only ${Math.round(100 * share)} %`} of the ${acts} give ${what}.`,
    advice: `Let the records of ${acts} give ${what}.`,
  }
}

function historyLacks({ days, personal }: Scenario, tally: FieldTally): Lack[] {
  const lacks: Lack[] = []
  if (tally.days < days)
    lacks.push({
      wholly: false,
      reason: `The data spans ${tally.days.toFixed(1)} days; full weight takes ${days}.`,
      advice: `Load at least ${days} days of logs.`,
    })
  if (personal && tally.maturity < enoughMature)
    lacks.push({
      wholly: false,
      reason: `${Math.round(100 * tally.maturity)} % of the acts are by people known for 14 days and 20 sign-ins.`,
      advice: 'Load older logs of the same people.',
    })
  return lacks
}
