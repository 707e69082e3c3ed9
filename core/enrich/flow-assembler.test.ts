import { expect, test } from 'vitest'
import { recordId } from '../event/record-id.ts'
import type { Event } from '../event/event.ts'
import { asa, assemble, assembler, noon, pushAll, second } from './assemble.fixture.ts'

const lease = asa(0, '722051', {
  'vpn.step': 'assign',
  'user.name': 'alice',
  'source.ip': '81.2.69.142',
  'vpn.assigned_ip': '10.8.0.5',
})
const network = { 'event.category': ['network'], 'network.transport': 'tcp' }
const built = (at: number, id: string, fields: Partial<Event> = {}) =>
  asa(at, '302013', {
    ...network,
    'event.type': ['info'],
    'event.start': noon + at * second,
    'network.flow_id': id,
    'source.ip': '10.8.0.5',
    'source.port': 50_000,
    'destination.ip': '10.1.1.1',
    'destination.port': 445,
    ...fields,
  })
const teardown = (at: number, id: string, fields: Partial<Event> = {}) =>
  asa(at, '302014', {
    ...network,
    'event.type': ['connection', 'end'],
    'network.flow_id': id,
    'source.ip': '10.1.1.1',
    'source.port': 445,
    'destination.ip': '10.8.0.5',
    'destination.port': 50_000,
    'network.bytes': 900,
    'event.duration': 20e9,
    'event.reason': 'TCP FINs',
    ...fields,
  })

test('a connection built and torn down is one flow of the person who began it', () => {
  const acts = assemble([lease, built(10, '1'), teardown(30, '1')])
  expect(acts.map(({ kind }) => kind)).toEqual(['start', 'flow'])
  expect(acts[1]).toMatchObject({
    id: recordId('line 2', {}),
    time: noon + 10 * second,
    user: 'alice',
    outcome: 'success',
    sourceIp: '10.8.0.5',
    destinationIp: '10.1.1.1',
    destinationPort: 445,
    service: 'smb',
    bytesUp: NaN,
    bytesTotal: 900,
    duration: 20_000,
    reason: 'TCP FINs',
    session: { user: 'alice', sourceIp: '81.2.69.142', assignedIp: '10.8.0.5' },
    originals: ['line 2', 'line 3'],
  })
})

test('a teardown alone is a flow, the well-known port being the server', () => {
  const [, flow] = assemble([lease, teardown(30, '1')])
  expect(flow).toMatchObject({
    sourceIp: '10.8.0.5',
    destinationPort: 445,
    user: 'alice',
    time: noon + 10 * second,
  })
})

test('a connection without its end is told at the flush', () => {
  const target = assembler()
  const acts = pushAll(target, [built(10, '1')])
  expect(acts).toEqual([])
  target.flush(acts)
  expect(acts).toMatchObject([{ kind: 'flow', duration: NaN }])
})

test('an id that comes round again does not join strangers', () => {
  const acts = assemble([
    built(10, '1'),
    built(20, '1', { 'destination.ip': '10.2.2.2' }),
    teardown(30, '1', { 'source.ip': '10.3.3.3' }),
  ])
  expect(acts.map(({ destinationIp, places }) => [destinationIp, places.length])).toEqual([
    ['10.1.1.1', 1],
    ['10.2.2.2', 1],
    ['10.3.3.3', 1],
  ])
})

test('connections waiting for their end are bounded, and counted', () => {
  const target = assembler({ maxOpenFlows: 3 })
  const acts = pushAll(
    target,
    ['1', '2', '3', '4', '5'].map((id) => built(1, id)),
  )
  expect(acts).toHaveLength(2)
  expect(target.counters).toMatchObject({ evicted: 2, acts: { flow: 2 }, unassigned: 2, events: 5 })
})

test('a refused connection is a failure, even where the vendor calls it a success', () => {
  const deny = asa(10, '106023', {
    ...network,
    'event.type': ['connection', 'denied'],
    'event.outcome': 'success',
    'source.ip': '10.8.0.5',
    'destination.ip': '10.1.1.1',
    'destination.port': 3389,
  })
  expect(assemble([lease, deny])[1]).toMatchObject({ outcome: 'failure', user: 'alice', service: 'rdp' })
})

test('upload is what the person sent, whoever began', () => {
  const whole = (source: string, destination: string): Event =>
    asa(10, 'traffic', {
      ...network,
      'event.type': ['connection', 'end'],
      'source.ip': source,
      'destination.ip': destination,
      'source.bytes': 100,
      'destination.bytes': 7,
    })
  const acts = assemble([
    lease,
    whole('10.8.0.5', '10.1.1.1'),
    whole('10.1.1.1', '10.8.0.5'),
    whole('10.1.1.1', '10.1.1.2'),
  ])
  expect(
    acts.slice(1).map(({ user, sourceIp, bytesUp, bytesDown }) => [user, sourceIp, bytesUp, bytesDown]),
  ).toEqual([
    ['alice', '10.8.0.5', 100, 7],
    ['alice', '10.1.1.1', 7, 100],
    ['', '10.1.1.1', 100, 7],
  ])
})

test('belongs to who held the address then, not to who holds it now', () => {
  const end = asa(100, '113019', { 'vpn.step': 'end', 'user.name': 'alice', 'source.ip': '81.2.69.142' })
  const next = asa(200, '722051', { 'vpn.step': 'assign', 'user.name': 'bob', 'vpn.assigned_ip': '10.8.0.5' })
  const acts = assemble([
    lease,
    end,
    next,
    teardown(210, '1', { 'event.duration': 150e9 }),
    teardown(220, '2'),
  ])
  const users = acts.filter(({ kind }) => kind === 'flow').map(({ user }) => user)
  expect(users).toEqual(['alice', 'bob'])
})

test('a person named in the record needs no lease', () => {
  const acts = assemble([built(10, '1', { 'user.name': 'LOCAL\\Carol' }), teardown(30, '1')])
  expect(acts).toMatchObject([{ user: 'carol', session: undefined }])
})

test('translations, notes and logins of administrators are no flows', () => {
  const note = { ...network, 'source.ip': '10.8.0.5', 'destination.ip': '10.1.1.1' }
  const acts = assemble([
    asa(0, '305012', { ...note, 'event.type': ['connection', 'end'] }),
    asa(0, '419002', { ...note, 'event.type': ['info'] }),
    asa(0, '605004', { ...note, 'event.category': ['authentication', 'network'], 'event.type': ['denied'] }),
    asa(0, '302013', { ...network, 'event.type': ['connection', 'start'], 'source.ip': '10.8.0.5' }),
  ])
  expect(acts).toEqual([])
})

test('is placed where the session came from, and where it went', () => {
  const places = new Map([
    ['81.2.69.142', { country: 'GB', city: 'London', latitude: 51.5, longitude: -0.1 }],
    ['9.9.9.9', { country: 'CH', city: 'Zurich', latitude: 47.4, longitude: 8.5 }],
  ])
  const geo = { lookup: (ip: string) => places.get(ip) }
  const [, flow] = assemble([lease, built(10, '1', { 'destination.ip': '9.9.9.9' })], { geo })
  expect(flow?.place?.country).toBe('GB')
  expect(flow?.destinationPlace?.country).toBe('CH')
})
