import { describe, expect, test } from 'vitest'
import { Reject } from '../../event/event.ts'
import { nfdump } from './nfdump.ts'

const context = { zoneOffset: 60, year: 2026 }

function decode(...lines: string[]) {
  const read = nfdump.open(context)
  return lines.map((line) => read(line))
}

const start = Date.UTC(2026, 0, 2, 2, 4, 5)
const flow = {
  '@timestamp': start,
  'event.kind': 'event',
  'event.category': ['network'],
  'event.type': ['connection', 'start', 'end'],
  'event.dataset': 'netflow.flow',
  'event.start': start,
  'event.end': start + 4096,
  'event.duration': 4_096_000_000,
  'source.ip': '10.8.0.5',
  'source.port': 50123,
  'source.bytes': 300,
  'source.packets': 5,
  'destination.ip': '192.0.2.7',
  'destination.port': 443,
  'network.bytes': 300,
  'network.packets': 5,
  'network.transport': 'tcp',
  'observer.product': 'nfdump',
  'observer.type': 'netflow',
}
const bothWays = {
  ...flow,
  'destination.bytes': 2240,
  'destination.packets': 6,
  'network.bytes': 2540,
  'network.packets': 11,
}

const short = 'ts,te,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt,opkt,obyt,in,out,ra'
const long = 'firstSeen,duration,proto,srcAddr,srcPort,dstAddr,dstPort,packets,bytes,flows'

describe('CSV', () => {
  const row =
    '2026-01-02 03:04:05,2026-01-02 03:04:09,4.096,10.8.0.5,192.0.2.7,50123,443,TCP,...AP.SF,0,0,5,300,6,2240,1,2,0.0.0.0'

  test('of 1.6, with the summary below it', () => {
    const summary = ['Summary', 'flows,bytes,packets,avg_bps,avg_pps,avg_bpp', '1,300,5,585,1,60']
    expect(decode(short, row, ...summary, short, row)).toEqual([
      undefined,
      bothWays,
      undefined,
      undefined,
      undefined,
      undefined,
      bothWays,
    ])
  })

  test('of 1.7.5, and csv-fast', () => {
    expect(
      decode(long, '2026-01-02 03:04:05.000,00:00:04.096,TCP,10.8.0.5,50123,192.0.2.7,443,5,300,1')[1],
    ).toEqual(flow)
    expect(
      decode(
        'cnt,af,firstSeen,lastSeen,proto,srcAddr,srcPort,dstAddr,dstPort,srcAS,dstAS,input,output,flags,srcTos,packets,bytes',
        `1,2,${start},${start + 4096},6,10.8.0.5,50123,192.0.2.7,443,0,0,1,2,...AP.SF,0,5,300`,
      )[1],
    ).toEqual(flow)
  })

  test('without its header', () => {
    expect(decode(row)).toEqual([bothWays])
    expect(decode('2026-01-02 03:04:05.000,4.096,TCP,10.8.0.5,50123,192.0.2.7,443,5,300,1')).toEqual([flow])
  })

  test('ICMP has no ports; what a router dropped was denied', () => {
    const [, icmp, dropped] = decode(short, row.replace('TCP', 'ICMP'), row.replace(',0,0,5,', ',128,0,5,'))
    expect(icmp).not.toHaveProperty(['destination.port'])
    expect(dropped).toMatchObject({ 'event.type': ['connection', 'denied'] })
  })

  test('what can not be read says why', () => {
    expect(
      decode('what', short, '1,2', row.replace('10.8.0.5', '2001:d..b:cc'), row.replace('2026', 'x')),
    ).toEqual([
      new Reject('this is no line of nfdump, and no header has named the columns'),
      undefined,
      new Reject('the number of values is not that of the columns in the header'),
      new Reject('the ends of this flow are no addresses (nfdump writes those of IPv6 in full only with -6)'),
      new Reject('the time of this flow is not in a known form'),
    ])
  })

  test('a table of statistics is no table of flows', () => {
    expect(nfdump.sniffSample?.(['ts,te,td,pr,val,fl,flP,ipkt,ipktP,ibyt', row])).toBe(0)
    expect(nfdump.sniffSample?.([short, row])).toBe(1)
  })
})

describe('text', () => {
  test.each([
    [
      'line',
      '2026-01-02 03:04:05.000     4.096 TCP    10.8.0.5:50123 ->   192.0.2.7:443      5      300     1',
      flow,
    ],
    [
      'long',
      '2026-01-02 03:04:05.000     4.096 TCP    10.8.0.5:50123 ->   192.0.2.7:443   .AP.SF   0   5  300   1',
      flow,
    ],
    [
      'long of 1.7',
      '2026-01-02 03:04:05.000 00:00:04.096 TCP 10.8.0.5:50123 -> 192.0.2.7:443 ...AP.SF 0 5 300 1',
      flow,
    ],
    [
      'extended',
      '2026-01-02 03:04:05.000     4.096 TCP    10.8.0.5:50123 ->   192.0.2.7:443   .AP.SF   0   5  300   1  585  60  1',
      flow,
    ],
    [
      'biline',
      '2026-01-02 03:04:05.000  4.096 TCP  10.8.0.5:50123 <-> 192.0.2.7:443  6  5  2240  300  2',
      bothWays,
    ],
    [
      'bilong',
      '2026-01-02 03:04:05.000  4.096 TCP  10.8.0.5:50123 <-> 192.0.2.7:443 .AP.SF 0 6 5 2240 300 2',
      bothWays,
    ],
  ])('%s', (_, line, expected) => {
    const head =
      'Date first seen          Duration Proto      Src IP Addr:Port          Dst IP Addr:Port   Packets    Bytes Flows'
    expect(decode(head, line, 'Summary: total flows: 1, total bytes: 300', 'Sys: 0.0s')).toEqual([
      undefined,
      expected,
      undefined,
      undefined,
    ])
    expect(nfdump.sniff(line)).toBe(1)
  })

  test('IPv6, units, days', () => {
    expect(
      decode('2026-01-02 03:04:05.000 1d 00:00:04.096 UDP 2001:db8::5.50123 -> 2001:db8::7.53 1.5 M 2.0 G 1'),
    ).toMatchObject([
      {
        'source.ip': '2001:db8::5',
        'source.port': 50123,
        'destination.port': 53,
        'source.packets': 1_500_000,
        'source.bytes': 2_000_000_000,
        'event.duration': 86_404_096_000_000,
      },
    ])
  })
})
