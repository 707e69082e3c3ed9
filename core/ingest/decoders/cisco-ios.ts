import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import type { DecodeContext, Decoder, DecodeLine } from '../decoder.ts'
import { setTotals } from '../flow-totals.ts'
import { settleStep } from './cisco-asa/settle-step.ts'
import { applyTemplate, compileTemplate } from './cisco-asa/template.ts'
import type { Template } from './cisco-asa/template.ts'
import { iosFields } from './cisco-ios/fields.ts'
import { readIosHeader } from './cisco-ios/header.ts'
import { iosMessages } from './cisco-ios/messages.data.ts'
import { readIosTag } from './cisco-ios/tag.ts'
import type { IosTag } from './cisco-ios/tag.ts'
import { applyVerdict } from './cisco-ios/verdict.ts'
import type { Verdict } from './cisco-ios/verdict.ts'

interface Message {
  verdict: Verdict | undefined
  templates: readonly Template[]
}

/** By mnemonic, or by facility and mnemonic. */
const messages = new Map<string, Message>()
for (const { names, verdict, texts } of iosMessages) {
  const message = { verdict, templates: texts.map((text) => compileTemplate(text, iosFields)) }
  for (const name of names.split(' ')) messages.set(name, message)
}

const levels = [
  'emergencies',
  'alert',
  'critical',
  'error',
  'warning',
  'notification',
  'informational',
  'debug',
]

/** No header of device and relays together is longer. */
const longestHeader = 512

export const ciscoIos: Decoder = {
  name: 'cisco-ios',
  title: 'Cisco IOS, IOS XE, IOS XR and NX-OS (syslog)',
  sniff,
  open,
}

function sniff(line: string): number {
  if (line.charCodeAt(0) === 123) return 0
  const tag = readIosTag(line.slice(0, longestHeader))
  return tag === undefined ? 0 : 0.9
}

function open(context: DecodeContext): DecodeLine {
  return (line) => {
    if (line.trim() === '') return undefined
    const tag = readIosTag(line)
    if (tag === undefined || tag.start > longestHeader)
      return new Reject('no Cisco message (%FACILITY-severity-MNEMONIC)')
    const { time, host, priority } = readIosHeader(line.slice(0, tag.start), context)
    if (Number.isNaN(time)) return new Reject('no time in the line')
    const event = createEvent(time, nested(line, tag), line)
    if (host !== '') event['observer.hostname'] = host
    if (priority >= 0) event['log.syslog.priority'] = priority
    if (event['vpn.step']) settleStep(event, host)
    return event
  }
}

/** IOS XE passes on what the platform's own processes say: `%IOSXE-5-PLATFORM: R0/0: sshd: %SSHD-5-…: text`. */
function nested(line: string, tag: IosTag): IosTag {
  if (tag.facility !== 'IOSXE' || tag.mnemonic !== 'PLATFORM') return tag
  return readIosTag(line, tag.at) ?? tag
}

function createEvent(time: number, tag: IosTag, line: string): Event {
  const text = line.slice(tag.at)
  const event: Event = {
    '@timestamp': time,
    message: text,
    'event.category': ['network'],
    'event.code': tag.mnemonic,
    'event.kind': 'event',
    'event.provider': 'firewall',
    'event.severity': tag.severity,
    'event.type': ['info'],
    'log.level': levels[tag.severity] ?? 'debug',
    'observer.product': 'IOS',
    'observer.type': 'firewall',
    'observer.vendor': 'Cisco',
  }
  const message = messages.get(`${tag.facility}/${tag.mnemonic}`) ?? messages.get(tag.mnemonic)
  if (message === undefined || !readText(message.templates, text, event)) return event
  if (message.verdict !== undefined) applyVerdict(event, message.verdict)
  setTotals(event)
  return event
}

/** A text may stand behind up to two words with a colon: the unit or the process that says it. */
function readText(templates: readonly Template[], text: string, event: Event): boolean {
  let rest = text
  for (let i = 0; i < 3; i++) {
    for (const template of templates) if (applyTemplate(template, rest, event)) return true
    const colon = rest.indexOf(': ')
    if (colon < 1 || rest.lastIndexOf(' ', colon) >= 0) return false
    rest = rest.slice(colon + 2).trimStart()
  }
  return false
}
