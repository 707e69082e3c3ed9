import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { signalFactories } from '../detect/signals/index.ts'
import { killChain, techniqueOf } from './attack-data.ts'
import { Correlator } from './correlator.ts'
import { deed, hour, monday, spray } from './correlate.fixture.ts'
import { access, guessing } from './link.ts'

const signals = join(import.meta.dirname, '..', 'detect', 'signals')

describe('linksOf', () => {
  it('knows signals that exist, and none both as guessing and as access', () => {
    const names = signalFactories.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining([...guessing, ...access]))
    expect([...guessing].filter((name) => access.has(name))).toEqual([])
  })
  it('has a tactic of the kill chain for every technique that a signal names', () => {
    const sources = readdirSync(signals).filter((file) => file.endsWith('.ts') && !file.includes('.test.'))
    const ids = sources.flatMap((file) =>
      readFileSync(join(signals, file), 'utf8').match(/'T\d{4}(?:\.\d{3})?'/g),
    )
    const named = [...new Set(ids)].flatMap((id) => id?.slice(1, -1) ?? [])
    expect(named.length).toBeGreaterThan(30)
    expect(named.filter((id) => !killChain.includes(techniqueOf(id)?.tactic ?? ''))).toEqual([])
  })
  it('joins people over a device of their own, but not over the name of every phone', () => {
    const of = (user: string, shared: string[]) =>
      deed(monday, user, 'new-country', 'T1078', { entities: { devices: ['iPhone'] }, shared })
    const count = (shared: string[]) => {
      const correlator = new Correlator()
      correlator.add([of('alice', shared), of('bob', shared)])
      return correlator.incidents().length
    }
    expect(count([])).toBe(1)
    expect(count(['iPhone'])).toBe(2)
  })
  it.each(['anonymiser-exit', 'dormant-account', 'factor-change', 'machine-name'])(
    'joins %s to the guessing that opened the account',
    (signal) => {
      const correlator = new Correlator()
      correlator.add([
        spray(monday, '185.220.101.4', ['alice', 'bob', 'carol']),
        deed(monday + hour, 'bob', signal, 'T1078', { entities: { sourceIps: ['45.1.1.1'] } }),
      ])
      expect(correlator.incidents()).toHaveLength(1)
    },
  )
})
