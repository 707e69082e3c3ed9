import { describe, expect, it } from 'vitest'
import { Reject } from '../../event/event.ts'
import type { Event } from '../../event/event.ts'
import { decoders } from './index.ts'
import { jsonDecoder } from './json.ts'
import { zeek } from './zeek.ts'

const row = (...cells: string[]) => cells.join('\t')
const ends = { 'id.orig_h': '10.8.0.5', 'id.orig_p': 50123, 'id.resp_h': '192.0.2.7', 'id.resp_p': 443 }
const common = { ts: 1767323045.857497, uid: 'CAcJw21BbVedgFnYH3', ...ends }

function decode(lines: readonly string[], decoder = zeek) {
  return lines.map(decoder.open({ zoneOffset: 0, year: 2026 }))
}

function one(record: object): Event {
  const [event] = decode([JSON.stringify(record)])
  if (event === undefined || event instanceof Reject) throw new Error(JSON.stringify(event))
  return event
}

describe('other spellings of JSON', () => {
  const plain = { ts: common.ts, uid: common.uid, proto: 'tcp', conn_state: 'SF', orig_pkts: 3 }
  const scoped = { id_orig_h: '10.8.0.5', id_orig_p: 50123, id_resp_h: '192.0.2.7', id_resp_p: 443 }
  const flow = {
    'event.dataset': 'zeek.connection',
    'source.ip': '10.8.0.5',
    'source.port': 50123,
    'destination.ip': '192.0.2.7',
    'destination.port': 443,
  }

  it.each([
    ['underscores', { ...plain, ...scoped }],
    ['the log as a tag', { conn: { ...plain, ...ends } }],
    ['the log as a tag, and underscores', { conn: { ...plain, ...scoped } }],
  ])('%s', (_, record) => {
    expect(one(record)).toMatchObject(flow)
    expect(zeek.sniff(JSON.stringify(record))).toBe(1)
    expect(
      decode(
        [JSON.stringify(record)],
        jsonDecoder(() => decoders),
      )[0],
    ).toMatchObject(flow)
  })

  it('reads names with underscores below other records too', () => {
    expect(
      one({
        ts: common.ts,
        uid: common.uid,
        ...scoped,
        seen_indicator: 'bad.example',
        seen_where: 'DNS::IN',
      }),
    ).toMatchObject({ 'event.dataset': 'zeek.intel', 'source.ip': '10.8.0.5' })
    expect(one({ ts: common.ts, pkts_proc: 7, mem: 5 })).toMatchObject({ 'event.dataset': 'zeek.stats' })
  })

  it('reads a table whose columns are told so', () => {
    const lines = [
      row('#fields', 'ts', 'uid', 'id_orig_h', 'id_orig_p', 'id_resp_h', 'id_resp_p', 'conn_state'),
      row('1767323045.8', 'CAcJw21BbVedgFnYH3', '10.8.0.5', '50123', '192.0.2.7', '443', 'SF'),
    ]
    expect(decode(lines)[1]).toMatchObject(flow)
  })
})
