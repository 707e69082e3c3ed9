import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import { isAddress } from '../address.ts'
import type { DecodeContext, Decoder, DecodeLine } from '../decoder.ts'
import { openEnvelope } from '../syslog.ts'
import { settleStep } from './cisco-asa/settle-step.ts'
import { applyTemplate, compileTemplate } from './cisco-asa/template.ts'
import { concentratorMessages } from './cisco-vpn3000/messages.data.ts'
import { readConcentratorHead } from './cisco-vpn3000/head.ts'

const messages = new Map(
  concentratorMessages.map(({ id, texts, ...verdict }) => [
    id,
    { verdict, templates: texts.map((text) => compileTemplate(text)) },
  ]),
)

/** Common to all classes: who it is about. */
const families = ['Group [[{group}] User [[{user}]', 'User [[{user}] Group [[{group}]'].map((text) =>
  compileTemplate(text),
)

const sniffContext: DecodeContext = { zoneOffset: 0, year: 2000 }

export const ciscoVpn3000: Decoder = {
  name: 'cisco-vpn3000',
  title: 'Cisco VPN 3000 concentrator (event log)',
  sniff: (line) => (readConcentratorHead(line.slice(0, 300), sniffContext) === undefined ? 0 : 0.97),
  open,
}

function open(context: DecodeContext): DecodeLine {
  return (line) => {
    const head = readConcentratorHead(line, context)
    if (head === undefined)
      return line.trim() === '' ? undefined : new Reject('no event of a VPN 3000 (SEV=… CLASS/number RPT=…)')
    const host = head.start === 0 ? '' : openEnvelope(line, context).host
    const event: Event = {
      '@timestamp': head.time,
      message: head.text,
      'event.category': ['network'],
      'event.code': head.id,
      'event.kind': 'event',
      'event.severity': head.severity,
      'event.type': ['info'],
      'observer.product': 'VPN 3000',
      'observer.vendor': 'Cisco',
    }
    if (host !== '') event['observer.hostname'] = host
    if (isAddress(head.address)) {
      event['source.ip'] = head.address
      event['client.ip'] = head.address
    }
    readText(event, head.id, head.text)
    if (event['vpn.step']) settleStep(event, host)
    return event
  }
}

function readText(event: Event, id: string, text: string): void {
  const message = messages.get(id)
  const read = message?.templates.some((template) => applyTemplate(template, text, event)) === true
  if (message === undefined || !read) {
    families.some((template) => applyTemplate(template, text, event))
    return
  }
  const { step, outcome, category } = message.verdict
  if (!text.includes('LAN-to-LAN')) event['vpn.step'] = step
  if (outcome !== undefined) event['event.outcome'] = outcome
  event['event.category'] = [category]
}
