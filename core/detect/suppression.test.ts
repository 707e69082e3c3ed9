import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAlert } from '../correlate/correlate.fixture.ts'
import type { Alert } from './alert.ts'
import { createRule, parseDraft, type Conditions, type RuleDraft } from './suppression.ts'
import { compileConditions, isInForce, ruleFinder } from './suppression-match.ts'
import { day } from '../event/time-units.ts'

const actor = { who: 'ada', now: 1_000_000 }
const rule = (conditions: Conditions, rest: Partial<RuleDraft> = {}) =>
  createRule({ conditions, reason: 'test', ...rest }, actor)

const takeover = createAlert({
  signals: ['impossible-travel', 'new-device'],
  techniques: ['T1078', 'T1133'],
  gateway: 'gw1',
  networks: [64500],
  ports: [443],
  entities: {
    users: ['alice'],
    sourceIps: ['192.0.2.7'],
    countries: ['NL'],
    devices: ['kali'],
    destinations: ['10.0.0.5'],
  },
})

const hides = (conditions: Conditions, alert: Alert = takeover): boolean =>
  compileConditions(rule(conditions).conditions)(alert)

describe('a rule', () => {
  it.each<[string, Conditions, Conditions]>([
    ['signals', { signals: ['impossible-travel', 'new-device'] }, { signals: ['impossible-travel'] }],
    ['techniques', { techniques: ['T1133', 'T1078'] }, { techniques: ['T1078'] }],
    ['users', { users: ['CORP\\Alice'] }, { users: ['bob'] }],
    ['an address', { sources: ['192.0.2.7'] }, { sources: ['192.0.2.70'] }],
    ['a block', { sources: ['192.0.2.9/24'] }, { sources: ['192.0.3.0/24'] }],
    ['networks', { networks: [64500] }, { networks: [64501] }],
    ['countries', { countries: ['nl'] }, { countries: ['DE'] }],
    ['devices', { devices: ['kali'] }, { devices: ['kal'] }],
    ['gateways', { gateways: ['gw1'] }, { gateways: ['gw2'] }],
    [
      'a destination and port',
      { destinations: ['10.0.0.0/8'], ports: [443] },
      { destinations: ['10.0.0.0/8'], ports: [22] },
    ],
  ])('names %s', (_, covering, other) => {
    expect(hides(covering)).toBe(true)
    expect(hides(other)).toBe(false)
  })

  it('needs every condition to hold', () => {
    expect(hides({ users: ['alice'], sources: ['192.0.2.0/24'] })).toBe(true)
    expect(hides({ users: ['alice'], sources: ['198.51.100.0/24'] })).toBe(false)
  })

  it('for one account does not hide a spray against more', () => {
    const spray = createAlert({ entities: { users: ['alice', 'bob'], sourceIps: ['192.0.2.7'] } })
    expect(hides({ users: ['alice'] }, spray)).toBe(false)
    expect(hides({ users: ['alice', 'bob'] }, spray)).toBe(true)
  })

  it('covers nothing that the alert does not know', () => {
    const bare = createAlert()
    for (const conditions of [
      { users: ['alice'] },
      { networks: [64500] },
      { countries: ['NL'] },
      { gateways: ['gw1'] },
      { ports: [443] },
    ])
      expect(hides(conditions, bare)).toBe(false)
    expect(hides({ signals: ['model'] }, bare)).toBe(true)
    expect(hides({ signals: ['model'] })).toBe(false)
    expect(hides({ countries: ['NL'] }, { ...takeover, unplaced: true })).toBe(false)
    expect(hides({ networks: [64500] }, { ...takeover, networks: [64500, 0] })).toBe(false)
  })

  it('covers IPv6 and IPv4 in IPv6 by one spelling', () => {
    const six = createAlert({ entities: { sourceIps: ['2001:db8::7'] } })
    expect(hides({ sources: ['2001:DB8:0:0::/64'] }, six)).toBe(true)
    expect(hides({ sources: ['2001:db8:0:0:0:0:0:7'] }, six)).toBe(true)
    expect(hides({ sources: ['0.0.0.0/0'] }, six)).toBe(false)
    expect(hides({ sources: ['::ffff:192.0.2.7'] })).toBe(true)
  })

  it('does not trust a list that was cut', () => {
    const many = Array.from({ length: 500 }, (_, i) => `user${i}`)
    expect(hides({ users: many }, createAlert({ entities: { users: many } }))).toBe(false)
    expect(hides({ users: many }, createAlert({ entities: { users: many.slice(1) } }))).toBe(true)
  })

  it('lasts 30 days unless it says otherwise', () => {
    expect(rule({ users: ['a'] }).expires).toBe(actor.now + 30 * day)
    expect(rule({ users: ['a'] }, { expires: null }).expires).toBeNull()
    expect(
      createRule({ conditions: { users: ['a'] }, reason: 'x', expires: '2026-12-31' }, actor).expires,
    ).toBe(Date.UTC(2026, 11, 31))
    const brief = rule({ users: ['a'] }, { expires: 2_000_000 })
    expect([isInForce(brief, 1_999_999), isInForce(brief, 2_000_000)]).toEqual([true, false])
  })

  it('has an id of what it says', () => {
    const [a, b] = [rule({ users: ['B', 'a', 'b'] }), rule({ users: ['a', 'b'] }, { reason: 'another' })]
    expect(a.id).toBe(b.id)
    expect(rule({ users: ['a', 'b'] }, { kind: 'allow' }).id).not.toBe(a.id)
  })

  it.each([
    [{ conditions: {}, reason: 'x' }, /at least one condition/],
    [{ conditions: { users: ['a'] } }, /say why/],
    [{ conditions: { users: ['a'] }, reason: '  ' }, /say why/],
    [{ conditions: { users: [] }, reason: 'x' }, /users: must name at least one/],
    [{ conditions: { users: ['*****'] }, reason: 'x' }, /"\*\*\*\*\*" names nobody/],
    [{ conditions: { sources: ['10.0.0.0/33'] }, reason: 'x' }, /sources\.0: "10\.0\.0\.0\/33" is neither/],
    [{ conditions: { sources: ['10.1'] }, reason: 'x' }, /neither an address nor a CIDR block/],
    [{ conditions: { signals: ['spray'] }, reason: 'x' }, /there is no signal "spray"/],
    [{ conditions: { techniques: ['1078'] }, reason: 'x' }, /ATT&CK ids such as/],
    [{ conditions: { countries: ['Holland'] }, reason: 'x' }, /two letters/],
    [{ conditions: { ports: [70_000] }, reason: 'x' }, /ports/],
    [{ conditions: { user: ['a'] }, reason: 'x' }, /user/],
    [{ conditions: { users: ['a'] }, reason: 'x', expires: 'soon' }, /a date such as/],
    [{ conditions: { users: ['a'] }, reason: 'x', kind: 'hide' }, /suppress or allow/],
    ['nonsense', /expected object/],
  ])('refuses %j', (draft, message) => {
    expect(() => parseDraft(draft)).toThrow(message)
  })
})

describe('ruleFinder', () => {
  it('prefers allow rules, then the oldest, and passes over what has expired', () => {
    const old = rule({ users: ['alice'] }, { created: 1 })
    const young = rule({ sources: ['192.0.2.7'] }, { created: 2 })
    const allow = rule({ gateways: ['gw1'] }, { created: 3, kind: 'allow' })
    const over = rule({ countries: ['NL'] }, { created: 0, kind: 'allow', expires: 10 })
    expect(ruleFinder([young, old], 5)(takeover)).toBe(old)
    expect(ruleFinder([young, allow, old], 5)(takeover)).toBe(allow)
    expect(ruleFinder([over, young], 10)(takeover)).toBe(young)
  })

  it('never throws over what an alert may hold', () => {
    const hostile = fc.array(fc.string({ unit: 'binary' }), { maxLength: 4 })
    const find = ruleFinder([rule({ sources: ['10.0.0.0/8', '::/0'], destinations: ['10.0.0.1'] })], 0)
    fc.assert(
      fc.property(hostile, hostile, (sourceIps, destinations) => {
        const known = (ip: string): boolean => /^10\.|:/.test(ip)
        const found = find(createAlert({ entities: { sourceIps, destinations } }))
        expect(found === undefined || sourceIps.every(known)).toBe(true)
      }),
    )
  })
})
