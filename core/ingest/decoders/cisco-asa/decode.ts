import type { Event } from '../../../event/event.ts'
import { Reject } from '../../../event/event.ts'
import type { DecodeContext } from '../../decoder.ts'
import type { Envelope } from '../../syslog.ts'
import { openEnvelope, openInner } from '../../syslog.ts'
import { asFirepower, inLineOrder, setInitiator } from './firepower.ts'
import { familyTexts, messageRows } from './messages.data.ts'
import { applySecurityEvent } from './security-event.ts'
import { settleStep } from './settle-step.ts'
import type { Tag } from './tag.ts'
import type { Template } from './template.ts'
import { applyTemplate, compileTemplate } from './template.ts'
import type { Verdict } from './verdicts.ts'
import { info } from './verdicts.ts'

interface Message {
  verdict: Verdict
  asa: readonly Template[]
  ftd: readonly Template[]
}

const unknownMessage: Message = { verdict: info, asa: [], ftd: [] }

const messages = new Map<string, Message>()
for (const { ids, verdict, texts } of messageRows) {
  const message = {
    verdict,
    asa: texts.map((text) => compileTemplate(text)),
    ftd: texts.map((text) => compileTemplate(inLineOrder(text))),
  }
  for (const id of ids.split(' ')) messages.set(id, message)
}

const families = familyTexts.map(([prefix, texts]) => ({
  prefix,
  templates: texts.map((text) => compileTemplate(text)),
}))

const levels = ['unknown', 'alert', 'critical', 'error', 'warning', 'notification', 'informational', 'debug']

/** What a message of this number means; undefined for those that are not known. */
export function verdictOfMessage(id: string): Verdict | undefined {
  return messages.get(id)?.verdict
}

/** A line with its tag as an event of `product`. */
export function decodeTagged(
  line: string,
  tag: Tag,
  product: Tag['product'],
  context: DecodeContext,
): Event | Reject {
  const envelope = openAppliance(line, context)
  if (Number.isNaN(envelope.time)) return new Reject('no time in the line')
  const text = line.slice(tag.at)
  const message = messages.get(tag.id) ?? unknownMessage
  const { verdict } = message
  const event = createEvent(envelope, text, tag.severity, product)
  event['event.action'] = verdict.action
  event['event.category'] = verdict.category
  event['event.code'] = tag.id
  event['event.type'] = verdict.type
  if (verdict.outcome) event['event.outcome'] = verdict.outcome
  if (verdict.step) event['vpn.step'] = verdict.step
  if (verdict.mfa) event['vpn.mfa.result'] = verdict.mfa
  if (!readText(message[product], text, event)) {
    if (applySecurityEvent(tag.id, text, event)) return event
    readFamily(text, event)
  }
  if (event['vpn.step']) settleStep(event, envelope.host)
  if (verdict.opens) {
    if (product === 'ftd' && event['network.direction'] === 'outbound') setInitiator(event)
    event['event.start'] = envelope.time
  }
  if (product === 'ftd') asFirepower(event)
  return event
}

/** The envelope of the appliance itself: a relay puts its own header before it. */
export function openAppliance(line: string, context: DecodeContext): Envelope {
  const envelope = openEnvelope(line, context)
  if (envelope.body.indexOf('%') <= 8) return envelope
  const inner = openInner(line, envelope.body, context)
  if (inner === undefined) return envelope
  envelope.time = inner.time
  if (inner.host !== '') envelope.host = inner.host
  return envelope
}

/** `severity` is the level of the tag, 0 to 7. */
export function createEvent(
  { time, host, priority }: Envelope,
  text: string,
  severity: number,
  product: Tag['product'],
): Event {
  const event: Event = {
    '@timestamp': time,
    message: text,
    'event.action': '',
    'event.category': info.category,
    'event.code': '',
    'event.kind': 'event',
    'event.severity': severity,
    'event.type': info.type,
    'log.level': levels[severity] ?? 'unknown',
    'observer.product': product,
    'observer.type': product === 'ftd' ? 'idps' : 'firewall',
    'observer.vendor': 'Cisco',
  }
  if (host !== '') event['observer.hostname'] = host
  if (priority >= 0) event['log.syslog.priority'] = priority
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
