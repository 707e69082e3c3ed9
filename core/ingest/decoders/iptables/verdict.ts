import type { Event } from '../../../event/event.ts'
import { remember } from '../../remember.ts'

/** The verdicts of an UniFi or EdgeOS rule: `[WAN_LOCAL-default-D]`. */
const letters = new Map([
  ['D', 'drop'],
  ['A', 'accept'],
  ['R', 'reject'],
])

/** Words by which rule prefixes commonly name what they do, and what that is. */
const words = new Map<string, 'denied' | 'allowed' | undefined>([
  ['block', 'denied'],
  ['blocked', 'denied'],
  ['drop', 'denied'],
  ['dropped', 'denied'],
  ['deny', 'denied'],
  ['denied', 'denied'],
  ['reject', 'denied'],
  ['rejected', 'denied'],
  ['limit', 'denied'],
  ['accept', 'allowed'],
  ['accepted', 'allowed'],
  ['allow', 'allowed'],
  ['allowed', 'allowed'],
  ['pass', 'allowed'],
  ['permit', 'allowed'],
  ['audit', undefined],
])

/** What a rule's prefix says; a log has as many of them as its firewall has rules that log. */
interface Verdict {
  label: string
  action: string
  outcome: 'success' | 'failure' | undefined
  /** Elastic's integration turns the action into a type. */
  published: boolean
}

/**
 * What became of the packet, from the prefix an administrator gave the rule. `event.type` follows Elastic's `iptables`
 * integration, which knows verdicts of rule labels and of `drop`, `deny`, `drop_input` and `accept` alone; where only
 * a word such as `[UFW BLOCK]` tells, `event.outcome` says it.
 */
export function setVerdict(event: Event, prefix: string, program: string): void {
  const { label, action, outcome, published } = readPrefix(ruleText(prefix))
  if (label !== '') return setLabel(event, label)
  if (action === '') return
  event['event.action'] = action
  if (outcome === undefined) return
  event['event.outcome'] = outcome
  const explicit = program !== 'kernel' || prefix.includes('iptables ')
  if (published && explicit)
    event['event.type'] = [outcome === 'failure' ? 'denied' : 'allowed', 'connection']
}

/** Without the kernel's uptime before it and the description of an UniFi rule behind it. */
function ruleText(prefix: string): string {
  const description = prefix.indexOf('DESCR=')
  const end = description < 0 ? prefix.length : description
  const close = prefix.charCodeAt(0) === 91 ? prefix.indexOf(']') : -1
  const isUptime = close > 0 && close < 24 && !/[A-Za-z]/.test(prefix.slice(1, close))
  // The kernel limits a prefix to 128 characters.
  return prefix.slice(Math.max(isUptime ? close + 1 : 0, end - 200), end).trim()
}

const readPrefix = remember((text): Verdict => {
  const close = text.lastIndexOf(']')
  const label = text.slice(text.lastIndexOf('[', close) + 1, close)
  const isLabel = close > 0 && !label.includes(' ') && label.indexOf('-') !== label.lastIndexOf('-')
  if (isLabel) return { label, action: '', outcome: undefined, published: false }
  const word = text
    .toLowerCase()
    .split(/[^a-z0-9_]+/)
    .findLast((token) => words.has(token) || verdictIn(token) !== undefined)
  if (word === undefined) return { label: '', action: '', outcome: undefined, published: false }
  const verdict = words.get(word) ?? verdictIn(word)
  const outcome = verdict === undefined ? undefined : verdict === 'denied' ? 'failure' : 'success'
  return { label: '', action: word, outcome, published: published.has(word) }
})

const published = new Set(['drop', 'deny', 'drop_input', 'accept'])

/** `WAN_IN-3001-D` (EdgeOS: set, rule, verdict) or `WAN_LOCAL-D-2147483647` (UniFi: set, verdict, rule). */
function setLabel(event: Event, label: string): void {
  const last = label.lastIndexOf('-')
  const middle = label.lastIndexOf('-', last - 1)
  const [second, third] = [label.slice(middle + 1, last), label.slice(last + 1)]
  const swapped = letters.has(second) && !letters.has(third)
  const letter = swapped ? second : third
  const action = letters.get(letter) ?? letter.toLowerCase()
  event['event.action'] = action
  event['rule.name'] = label.slice(0, middle)
  event['rule.id'] = swapped ? third : second
  setZones(event, label.slice(0, middle))
  const verdict = words.get(action)
  if (verdict === undefined) return
  event['event.outcome'] = verdict === 'denied' ? 'failure' : 'success'
  if (published.has(action)) event['event.type'] = [verdict, 'connection']
}

/** A rule set between two zones has both in its name: `LAN-WAN`. */
function setZones(event: Event, ruleSet: string): void {
  const dash = ruleSet.indexOf('-')
  if (dash < 0) return
  event['observer.ingress.zone'] = ruleSet.slice(0, dash)
  const rest = ruleSet.slice(dash + 1)
  const next = rest.indexOf('-')
  event['observer.egress.zone'] = next < 0 ? rest : rest.slice(0, next)
}

/** `DROP_INPUT`, `INPUT_DROP`. */
function verdictIn(word: string): 'denied' | 'allowed' | undefined {
  if (!word.includes('_')) return undefined
  for (const part of word.split('_')) {
    const verdict = words.get(part)
    if (verdict !== undefined) return verdict
  }
  return undefined
}
