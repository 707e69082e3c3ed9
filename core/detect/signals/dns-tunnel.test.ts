import { describe, expect, it } from 'vitest'
import { dnsTunnelSignal } from './dns-tunnel.ts'
import { day, flow, monday, seen, times } from './signals.fixture.ts'
import { second } from './units.ts'

const outside = '45.77.1.2'

describe('dns-tunnel', () => {
  const queries = (count: number, bytesUp: number, resolver = outside): ReturnType<typeof flow>[] =>
    times(count, monday, second).map((t) => flow(t, 'alice', resolver, 53, { bytesUp, service: 'dns' }))
  it('speaks of 1 MB an hour to an outside resolver, and of long queries to any', () => {
    expect(seen(dnsTunnelSignal, queries(3000, 400))).not.toEqual([])
    expect(seen(dnsTunnelSignal, queries(250, 200, '10.1.0.53'))).toHaveLength(1)
  })
  it('does not take the packets of the answers for queries', () => {
    const counted = queries(250, 180, '10.1.0.53').map((one) => ({ ...one, bytesDown: 400, packets: 2 }))
    expect(seen(dnsTunnelSignal, counted)).toHaveLength(1)
  })
  it('takes all packets of a record that tells of one direction alone for queries', () => {
    const oneWay = (bytesUp: number): ReturnType<typeof flow>[] =>
      queries(150, bytesUp, '10.1.0.53').map((one) => ({ ...one, packets: 2 }))
    expect(seen(dnsTunnelSignal, oneWay(250))).toEqual([])
    expect(seen(dnsTunnelSignal, oneWay(350))).toHaveLength(1)
  })
  it('speaks of a flood of queries where only totals are known', () => {
    const flood = times(4000, monday, second / 2).map((t) =>
      flow(t, 'alice', '10.1.0.53', 53, { bytesTotal: 200, service: 'dns' }),
    )
    expect(seen(dnsTunnelSignal, flood)).toHaveLength(1)
    const earlier = flood.map((one) => ({ ...one, time: one.time - day }))
    expect(seen(dnsTunnelSignal, flood, earlier)).toEqual([])
  })
  it('is silent for an ordinary hour', () => {
    expect(seen(dnsTunnelSignal, queries(2000, 70))).toEqual([])
    expect(seen(dnsTunnelSignal, queries(199, 200))).toEqual([])
  })
  it('excuses volume at the resolver of the house', () => {
    expect(seen(dnsTunnelSignal, queries(2900, 140, '10.1.0.53'))).toEqual([])
    const server = queries(3500, 70, '10.1.0.53').map((one) => ({ ...one, user: '' }))
    expect(seen(dnsTunnelSignal, server)).toEqual([])
  })
})
