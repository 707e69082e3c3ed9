import type { DecodeContext } from '../../decoder.ts'
import { readMessage } from './message.ts'
import { plainName } from './record.ts'
import type { WindowsRecord } from './record.ts'
import { readWindowsTime } from './time.ts'

const mostTags = 600

/**
 * `<Event xmlns='…'><System>…</System><EventData><Data Name='…'>…</Data></EventData><RenderingInfo>…</Event>`, as wevtutil, Event
 * Viewer and Splunk write it. undefined where there is no id.
 */
export function readXml(text: string, context: DecodeContext): WindowsRecord | undefined {
  const data = new Map<string, string>()
  const list: string[] = []
  let provider = ''
  let time = ''
  let message = ''
  let isOwnData = false
  let at = text.indexOf('<')
  for (let tags = 0; at >= 0 && tags < mostTags; tags++) {
    const close = text.indexOf('>', at)
    if (close < 0) break
    const next = text.indexOf('<', close)
    const tag = text.slice(at + 1, close)
    const value = unescape(text.slice(close + 1, next < 0 ? undefined : next)).trim()
    at = next
    const name = /^[A-Za-z]{1,60}/.exec(tag)?.[0]
    if (name === undefined) {
      if (tag === '/EventData' || tag === '/UserData') isOwnData = false
      continue
    }
    if (name === 'EventData' || name === 'UserData') isOwnData = !tag.endsWith('/')
    else if (name === 'Provider') provider = attributeOf(tag, 'Name')
    else if (name === 'TimeCreated') time = attributeOf(tag, 'SystemTime')
    else if (name === 'Message') message = value
    else if (name === 'Data' && isOwnData) {
      const named = attributeOf(tag, 'Name')
      if (named === '') list.push(value)
      else if (value !== '' && !data.has(plainName(named))) data.set(plainName(named), value)
    } else if (value !== '' && !data.has(plainName(name))) data.set(plainName(name), value)
  }
  const id = data.get('eventid') ?? ''
  if (!/^\d{1,6}$/.test(id)) return undefined
  if (message !== '')
    for (const [name, value] of readMessage(message)) if (!data.has(name)) data.set(name, value)
  return {
    time: readWindowsTime(time, { ...context, zoneOffset: 0 }),
    id,
    provider,
    channel: data.get('channel') ?? '',
    computer: data.get('computer') ?? '',
    data,
    list,
    message,
  }
}

function attributeOf(tag: string, name: string): string {
  const at = tag.indexOf(` ${name}=`)
  const quote = at < 0 ? '' : tag.charAt(at + name.length + 2)
  if (quote !== '"' && quote !== "'") return ''
  const start = at + name.length + 3
  const end = tag.indexOf(quote, start)
  return end < 0 ? '' : unescape(tag.slice(start, end))
}

const entities = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&apos;', "'"],
  ['&#39;', "'"],
  ['&#xD;', '\r'],
  ['&#xA;', '\n'],
  ['&#13;', '\r'],
  ['&#10;', '\n'],
  ['&#9;', '\t'],
  ['&amp;', '&'],
])

function unescape(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(
    /&(?:lt|gt|quot|apos|amp|#39|#xD|#xA|#13|#10|#9);/g,
    (entity) => entities.get(entity) ?? entity,
  )
}
