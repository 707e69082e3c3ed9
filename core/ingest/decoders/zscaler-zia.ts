import { Reject } from '../../event/event.ts'
import type { Event } from '../../event/event.ts'
import type { DecodeContext, Decoder } from '../decoder.ts'
import { firstTime } from '../first-time.ts'
import type { KeyValues } from '../key-values.ts'
import { openEnvelope } from '../syslog.ts'
import { jsonProduct, toKeyValues } from './json-product.ts'
import { readAlert } from './zscaler-zia/alert.ts'
import { readDns } from './zscaler-zia/dns.ts'
import { readFirewall } from './zscaler-zia/firewall.ts'
import { isNssPairs, readNssPairs } from './zscaler-zia/pairs.ts'
import { readTunnel } from './zscaler-zia/tunnel.ts'
import { readWeb } from './zscaler-zia/web.ts'

type Feed = 'web' | 'firewall' | 'dns' | 'tunnel'

const product = jsonProduct({
  name: 'zscaler-zia',
  title: 'Zscaler Internet Access (NSS feeds)',
  marks: [
    ['"sourcetype"', 'zscalernss-'],
    ['"urlsupercat"', '"reqmethod"'],
    ['"csip"', '"cdip"', '"rulelabel"'],
    ['"dns_req"', '"clt_sip"'],
    ['"Recordtype"', '"tunneltype"'],
  ],
  openObject: (context) => (flat) => {
    const prefix = flat.has('sourcetype') ? 'event.' : ''
    const feed = feedOf(flat, prefix)
    return feed === undefined ? undefined : readFeed(feed, toKeyValues(flat, prefix, absent), context)
  },
})

/** Four feeds, as JSON or in the form for Splunk, and the alerts of the Nanolog Streaming Service itself, which are plain syslog. */
export const zscalerZia: Decoder = {
  ...product,
  sniff: (line) => (isAlert(line) || isNssPairs(line) ? 0.97 : product.sniff(line)),
  open: (context) => {
    const read = product.open(context)
    return (line) => {
      if (isAlert(line)) return readAlertLine(line, context)
      if (!isNssPairs(line)) return read(line)
      const { feed, pairs, time } = readNssPairs(line, context)
      return readFeed(feed, pairs, context, time)
    }
  },
}

const absent = new Set(['NA'])

const sourcePrefix = 'zscalernss-'
const feeds = new Map<unknown, Feed>([
  ['web', 'web'],
  ['fw', 'firewall'],
  ['firewall', 'firewall'],
  ['dns', 'dns'],
  ['tunnel', 'tunnel'],
])

function feedOf(flat: ReadonlyMap<string, unknown>, prefix: string): Feed | undefined {
  const source = flat.get('sourcetype')
  if (typeof source === 'string')
    return source.startsWith(sourcePrefix) ? feeds.get(source.slice(sourcePrefix.length)) : undefined
  const has = (key: string) => flat.has(prefix + key)
  if (has('urlsupercat') && has('reqmethod')) return 'web'
  if (has('csip') && has('cdip')) return 'firewall'
  if (has('dns_req') && has('clt_sip')) return 'dns'
  return has('Recordtype') && has('tunneltype') ? 'tunnel' : undefined
}

function readFeed(feed: Feed, pairs: KeyValues, context: DecodeContext, before = NaN): Event | Reject {
  const told = firstTime(pairs, ['time', 'datetime', 'epochtime'], context)
  const time = Number.isNaN(told) ? before : told
  if (Number.isNaN(time)) return new Reject('no readable time in the record of the feed')
  const event = emptyEvent(time)
  event['event.dataset'] = `zscaler_zia.${feed}`
  switch (feed) {
    case 'web':
      readWeb(event, pairs)
      break
    case 'firewall':
      readFirewall(event, pairs)
      break
    case 'dns':
      readDns(event, pairs)
      break
    case 'tunnel':
      readTunnel(event, pairs)
  }
  return event
}

function isAlert(line: string): boolean {
  const at = line.indexOf('ZscalerNSS: ')
  return at > 0 && at < 200 && line.charCodeAt(0) !== 123
}

function readAlertLine(line: string, context: DecodeContext): Event | Reject {
  const envelope = openEnvelope(line, context)
  if (Number.isNaN(envelope.time)) return new Reject('no time before the alert')
  const event = emptyEvent(envelope.time)
  readAlert(event, envelope)
  return event
}

function emptyEvent(time: number): Event {
  return {
    '@timestamp': time,
    'event.kind': 'event',
    'observer.product': 'ZIA',
    'observer.vendor': 'Zscaler',
  }
}
