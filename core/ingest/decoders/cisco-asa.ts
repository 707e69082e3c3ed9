import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import { isAddress } from '../address.ts'
import type { DecodeContext, Decoder, DecodeLine } from '../decoder.ts'
import { openEnvelope } from '../syslog.ts'
import { familyTexts, messageRows } from './cisco-asa/messages.data.ts'
import { applySecurityEvent } from './cisco-asa/security-event.ts'
import type { Template } from './cisco-asa/template.ts'
import { applyTemplate, compileTemplate } from './cisco-asa/template.ts'
import type { Verdict } from './cisco-asa/verdicts.ts'
import { info } from './cisco-asa/verdicts.ts'

interface Message {
  verdict: Verdict
  templates: readonly Template[]
}

const unknownMessage: Message = { verdict: info, templates: [] }

const messages = new Map<string, Message>()
for (const { ids, verdict, texts } of messageRows) {
  const message = { verdict, templates: texts.map(compileTemplate) }
  for (const id of ids.split(' ')) messages.set(id, message)
}

const families = familyTexts.map(([prefix, texts]) => ({ prefix, templates: texts.map(compileTemplate) }))

const levels = ['unknown', 'alert', 'critical', 'error', 'warning', 'notification', 'informational', 'debug']

export const ciscoAsa: Decoder = {
  name: 'cisco-asa',
  title: 'Cisco ASA, AnyConnect and Firepower (syslog)',
  // A JSON line may carry a Cisco line as a value; it is the JSON decoder's.
  sniff: (line) => (line.charCodeAt(0) !== 123 && readTag(line) ? 0.98 : 0),
  open,
}

function open(context: DecodeContext): DecodeLine {
  return (line) => {
    if (line === '') return undefined
    const tag = readTag(line)
    if (!tag)
      return line.trim() === ''
        ? undefined
        : new Reject('no Cisco message id (%ASA-level-number or %FTD-level-number)')
    const envelope = openEnvelope(line, context)
    let time = envelope.time
    // A relay puts its own header before the appliance's; the appliance's time is the one of the event.
    const percent = envelope.body.indexOf('%')
    if (percent > 8) {
      const inner = openEnvelope(envelope.body, context)
      if (!Number.isNaN(inner.time)) {
        time = inner.time
        if (inner.host !== '') envelope.host = inner.host
      }
    }
    if (Number.isNaN(time)) return new Reject('no time in the line')
    return decodeMessage(line, tag, time, envelope.host, envelope.priority)
  }
}

/** `%ASA-6-302013: text`, `%FTD-session-5-106100: text`; `at` is where the text begins. */
interface Tag {
  product: 'asa' | 'ftd'
  severity: number
  id: string
  at: number
}

function readTag(line: string): Tag | undefined {
  let percent = line.indexOf('%')
  while (percent >= 0) {
    const product = line.startsWith('ASA-', percent + 1)
      ? 'asa'
      : line.startsWith('FTD-', percent + 1)
        ? 'ftd'
        : undefined
    if (product) {
      let at = percent + 5
      // A class may stand before the level: `%ASA-session-5-106100`.
      if (!isDigit(line.charCodeAt(at))) at = line.indexOf('-', at) + 1
      const severity = line.charCodeAt(at) - 48
      if (at > 0 && severity >= 0 && severity <= 7 && line.charCodeAt(at + 1) === 45) {
        let end = at + 2
        while (isDigit(line.charCodeAt(end)) && end < at + 9) end++
        if (end > at + 6) {
          const id = line.slice(at + 2, end)
          if (line.charCodeAt(end) === 58) end++
          while (line.charCodeAt(end) === 32) end++
          return { product, severity, id, at: end }
        }
      }
    }
    percent = line.indexOf('%', percent + 1)
  }
  return undefined
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function decodeMessage(line: string, tag: Tag, time: number, host: string, priority: number): Event {
  const text = line.slice(tag.at)
  const { verdict, templates } = messages.get(tag.id) ?? unknownMessage
  const event: Event = {
    '@timestamp': time,
    message: text,
    'event.action': verdict.action,
    'event.category': verdict.category,
    'event.code': tag.id,
    'event.kind': 'event',
    'event.severity': tag.severity,
    'event.type': verdict.type,
    'log.level': levels[tag.severity] ?? 'unknown',
    'observer.product': tag.product,
    'observer.type': 'firewall',
    'observer.vendor': 'Cisco',
  }
  if (verdict.outcome) event['event.outcome'] = verdict.outcome
  if (verdict.step) event['vpn.step'] = verdict.step
  if (verdict.mfa) event['vpn.mfa.result'] = verdict.mfa
  if (verdict.opens) event['event.start'] = time
  if (host !== '') event['observer.hostname'] = host
  if (priority >= 0) event['log.syslog.priority'] = priority
  if (!readText(templates, text, event) && !applySecurityEvent(tag.id, text, event)) readFamily(text, event)
  if (event['vpn.step']) settleStep(event, host)
  return event
}

function readText(templates: readonly Template[], text: string, event: Event): boolean {
  for (const template of templates) if (applyTemplate(template, text, event)) return true
  return false
}

function readFamily(text: string, event: Event): void {
  for (const { prefix, templates } of families) {
    if (text.startsWith(prefix) && readText(templates, text, event)) return
  }
}

/** A tunnel between two sites names its peer's address as the user: no person is behind it, so it is no step of one. */
function settleStep(event: Event, host: string): void {
  const user = event['user.name']
  const step = event['vpn.step']
  if ((user === undefined && step !== 'attempt') || (user !== undefined && isAddress(user))) {
    delete event['vpn.step']
    return
  }
  if (host !== '') event['vpn.gateway'] = host
}
