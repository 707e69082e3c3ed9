import { describe, expect, test } from 'vitest'
import { Reject } from '../../event/event.ts'
import { argus } from './argus.ts'

function decode(...lines: string[]) {
  const read = argus.open({ zoneOffset: 0, year: 2026 })
  return lines.map((line) => read(line))
}

const header =
  'StartTime,Dur,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,State,sTos,dTos,TotPkts,TotBytes,SrcBytes,SrcPkts,Label'
const row =
  '2026/01/02 03:04:05.678901,1.500000,tcp,10.8.0.5,50123,   ->,192.0.2.7,443,FSPA_FSPA,0,0,11,2540,300,5,flow=From-Botnet'
const flow = {
  '@timestamp': Date.UTC(2026, 0, 2, 3, 4, 5, 678),
  'event.kind': 'event',
  'event.category': ['network'],
  'event.type': ['connection', 'start', 'end'],
  'event.dataset': 'argus.flow',
  'event.start': Date.UTC(2026, 0, 2, 3, 4, 5, 678),
  'event.end': Date.UTC(2026, 0, 2, 3, 4, 7, 178),
  'event.duration': 1.5e9,
  'event.reason': 'FSPA_FSPA',
  'source.ip': '10.8.0.5',
  'source.port': 50123,
  'source.bytes': 300,
  'source.packets': 5,
  'destination.ip': '192.0.2.7',
  'destination.port': 443,
  'destination.bytes': 2240,
  'destination.packets': 6,
  'network.bytes': 2540,
  'network.packets': 11,
  'network.transport': 'tcp',
  'observer.product': 'Argus',
  'observer.type': 'netflow',
}

test('a table with commas or tabs, also joined, and without its header; the label is not read', () => {
  expect(decode(header, row, header, row)).toEqual([undefined, flow, undefined, flow])
  expect(decode(...[header, row].map((line) => line.replaceAll(',', '\t')))).toEqual([undefined, flow])
  expect(decode(row)).toEqual([flow])
  expect(JSON.stringify(decode(header, row))).not.toContain('Botnet')
})

test('CTU-13 does not count the packets of the source', () => {
  const [event] = decode(row.replace(',300,5,', ',300,'))
  expect(event).toMatchObject({ 'source.bytes': 300, 'network.packets': 11 })
  expect(event).not.toHaveProperty(['source.packets'])
})

test('where the destination began the ends and their counters change places', () => {
  expect(decode(header, row.replace('   ->', '   <-'))[1]).toMatchObject({
    'source.ip': '192.0.2.7',
    'source.port': 443,
    'source.bytes': 2240,
    'destination.ip': '10.8.0.5',
    'destination.packets': 5,
  })
})

describe('states', () => {
  test.each([
    ['S_', 'failure'],
    ['S_RA', 'failure'],
    ['REQ', 'failure'],
    ['SR_SA', undefined],
    ['FSPA_FSPA', undefined],
    ['PA_PA', undefined],
  ])('%s: %s', (state, outcome) => {
    expect(decode(header, row.replace('FSPA_FSPA', state))[1]).toHaveProperty(['event.reason'], state)
    const event = decode(header, row.replace('FSPA_FSPA', state))[1]
    expect(event instanceof Reject ? event : event?.['event.outcome']).toBe(outcome)
  })
})

test('what is no IP traffic is no flow', () => {
  const arp = row.replace('tcp', 'arp').replace(',443,', ',,')
  const icmp = row.replace('tcp', 'icmp').replace(',50123,', ',0x0303,')
  const [, management, link, address, echo] = decode(
    header,
    row.replace('tcp', 'man'),
    row.replace('10.8.0.5', '00:00:5e:00:53:01'),
    arp,
    icmp,
  )
  expect(management).toBeUndefined()
  expect(link).not.toHaveProperty(['source.ip'])
  expect(address).toMatchObject({ 'event.type': ['info'] })
  expect(echo).not.toHaveProperty(['source.port'])
})

test('what can not be read says why', () => {
  expect(decode('what', header, 'a,b', row.replace('2026', 'x'))).toEqual([
    new Reject('no header has named the columns of this table'),
    undefined,
    new Reject('the number of values is not that of the columns in the header'),
    new Reject('the time of this flow is not in a known form'),
  ])
})
