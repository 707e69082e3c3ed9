import { describe, expect, it } from 'vitest'
import { bruteForceSignal } from './brute-force.ts'
import { credentialStuffingSignal } from './credential-stuffing.ts'
import { distributedSpraySignal } from './distributed-spray.ts'
import { failBurstThenSuccessSignal } from './fail-burst-then-success.ts'
import { lockoutWaveSignal } from './lockout-wave.ts'
import { mfaFatigueSignal } from './mfa-fatigue.ts'
import { passwordSpraySignal } from './password-spray.ts'
import { slowSpraySignal } from './slow-spray.ts'
import { attacker, day, failure, home, login, monday, seen, times } from './signals.fixture.ts'
import { minute, second } from './units.ts'

const people = Array.from({ length: 400 }, (_, i) => `user${i}`)
const before = login(monday - day, 'alice')

describe('brute-force', () => {
  it('speaks at 20 failures of one account within an hour', () => {
    const hits = seen(
      bruteForceSignal,
      times(20, monday, 2 * minute).map((t) => failure(t, 'alice')),
    )
    expect(hits).toHaveLength(1)
    expect(hits[0]?.title).toBe(`Password guessing against alice from ${attacker}`)
    expect(hits[0]?.evidence.length).toBeGreaterThan(10)
  })
  it('speaks at 18 failures within 45 s', () => {
    const hits = seen(
      bruteForceSignal,
      times(18, monday, second).map((t) => failure(t, 'alice')),
    )
    expect(hits).toHaveLength(1)
    expect(hits[0]?.reasons[0]).toMatchObject({
      value: 18,
      usual: '< 18 in 45 s',
      text: '18 failed sign-ins for alice within 45 s',
    })
  })
  it('is silent at 19 within an hour, and at 25 within five hours', () => {
    expect(
      seen(
        bruteForceSignal,
        times(19, monday, 3 * minute).map((t) => failure(t, 'alice')),
      ),
    ).toEqual([])
    expect(
      seen(
        bruteForceSignal,
        times(25, monday, 12 * minute).map((t) => failure(t, 'alice')),
      ),
    ).toEqual([])
  })
  it('excuses typos before a sign-in, and doubts failures from home', () => {
    const mornings = times(10, monday, minute).flatMap((t) => [
      ...times(4, t, second).map((at) => failure(at, 'alice', home)),
      login(t + 10 * second, 'alice'),
    ])
    expect(seen(bruteForceSignal, mornings, [before])).toEqual([])
    const stale = times(30, monday, minute).map((t) => failure(t, 'alice', home))
    expect(seen(bruteForceSignal, stale, [before])[0]?.confidence).toBeLessThan(0.5)
  })
  it('tells of a second attacker on the same account, and of one with many addresses once', () => {
    const from = (start: number, source: (n: number) => string) =>
      times(30, start, minute).map((t, n) => failure(t, 'root', source(n)))
    const two = [...from(monday, () => attacker), ...from(monday + 5 * 60 * minute, () => '45.9.9.9')]
    const titles = seen(bruteForceSignal, two).map(({ title }) => title)
    expect(titles).toEqual([
      `Password guessing against root from ${attacker}`,
      'Password guessing against root from 45.9.9.9',
    ])
    expect(
      seen(
        bruteForceSignal,
        from(monday, (n) => `45.1.1.${n}`),
      ),
    ).toHaveLength(1)
  })
  it('re-alerts on doubling only', () => {
    const hits = seen(
      bruteForceSignal,
      times(170, monday, second).map((t) => failure(t, 'alice')),
    )
    expect(hits.length).toBeGreaterThan(2)
    expect(hits.length).toBeLessThan(6)
  })
})

describe('password-spray', () => {
  it('speaks when one source tries 5 accounts three times', () => {
    const acts = times(15, monday, minute).map((t, i) => failure(t, people[i % 5] ?? ''))
    expect(seen(passwordSpraySignal, acts)[0]?.title).toBe(
      `Password spray from ${attacker} against 5 accounts`,
    )
  })
  it('speaks at 10 accounts tried once, and at 20 over a slow day', () => {
    expect(
      seen(
        passwordSpraySignal,
        times(10, monday, minute).map((t, i) => failure(t, people[i] ?? '')),
      ),
    ).toHaveLength(1)
    expect(
      seen(
        passwordSpraySignal,
        times(20, monday, 60 * minute).map((t, i) => failure(t, people[i] ?? '')),
      ),
    ).toHaveLength(1)
  })
  it('is silent at 4 accounts, and at 9 tried once', () => {
    expect(
      seen(
        passwordSpraySignal,
        times(40, monday, minute).map((t, i) => failure(t, people[i % 4] ?? '')),
      ),
    ).toEqual([])
    expect(
      seen(
        passwordSpraySignal,
        times(9, monday, minute).map((t, i) => failure(t, people[i] ?? '')),
      ),
    ).toEqual([])
  })
  it('excuses an office whose people mistype behind one egress', () => {
    const office = people.slice(0, 12)
    const known = office.map((user) => login(monday - day, user, '62.1.1.1'))
    const acts = office.flatMap((user, i) =>
      times(3, monday + i * minute, second).map((t) => failure(t, user, '62.1.1.1')),
    )
    expect(seen(passwordSpraySignal, acts, known)).toEqual([])
  })
  it('names every account though it keeps few acts, and doubles before it speaks again', () => {
    const hits = seen(
      passwordSpraySignal,
      times(300, monday, second).map((t, i) => failure(t, people[i] ?? '')),
    )
    expect(hits.map((hit) => hit.entities?.users?.length)).toEqual([10, 20, 40, 80, 160])
    expect(hits.at(-1)?.evidence.length).toBeLessThanOrEqual(16)
  })
})

describe('distributed-spray', () => {
  const spray = (sources: number, users: number, count: number): ReturnType<typeof failure>[] =>
    times(count, monday, minute).map((t, i) => failure(t, people[i % users] ?? '', `45.1.1.${i % sources}`))
  it('speaks at 25 attempts of 8 accounts from 5 addresses', () => {
    const [hit] = seen(distributedSpraySignal, spray(5, 8, 25))
    expect(hit?.entities?.sourceIps).toHaveLength(5)
    expect(hit?.entities?.users).toHaveLength(8)
  })
  it('is silent below any of the three', () => {
    expect(seen(distributedSpraySignal, spray(4, 8, 30))).toEqual([])
    expect(seen(distributedSpraySignal, spray(5, 7, 30))).toEqual([])
    expect(seen(distributedSpraySignal, spray(5, 8, 24))).toEqual([])
  })
  it('excuses an outage: everybody fails from home', () => {
    const known = people.slice(0, 40).map((user, i) => login(monday - day, user, `84.2.2.${i}`))
    const outage = times(80, monday, second).map((t, i) =>
      failure(t, people[i % 40] ?? '', `84.2.2.${i % 40}`),
    )
    expect(seen(distributedSpraySignal, outage, known)).toEqual([])
  })
  it('does not take an attack for the usual level of the next', () => {
    const flood = times(900, monday - day, second).map((t, i) =>
      failure(t, people[i % 300] ?? '', `45.9.${i % 9}.${i % 200}`),
    )
    const later = seen(distributedSpraySignal, spray(5, 9, 27), [failure(monday - 4 * day, 'bob'), ...flood])
    expect(later[0]?.evidence.length).toBeGreaterThan(0)
  })
  it('speaks as soon as no single address has half of the failures', () => {
    const few = times(10, monday, second).map((t, i) => failure(t, people[i % 8] ?? '', `45.1.1.${i % 5}`))
    const one = times(16, monday + 20 * second, second).map((t, i) =>
      failure(t, people[i % 8] ?? '', '45.2.2.2'),
    )
    const rest = times(8, monday + 40 * second, second).map((t, i) =>
      failure(t, people[i] ?? '', `45.1.1.${i % 5}`),
    )
    expect(seen(distributedSpraySignal, [...few, ...one])).toEqual([])
    expect(seen(distributedSpraySignal, [...few, ...one, ...rest])).toHaveLength(1)
  })
  it("excuses a busy gateway's usual level", () => {
    const busy = times(24 * 100, monday, 1.5 * minute).map((t, i) =>
      failure(t, people[i % 300] ?? '', `45.3.${i % 9}.${i % 200}`),
    )
    const hits = seen(distributedSpraySignal, busy.slice(-1200), busy.slice(0, -1200))
    expect(hits).toEqual([])
  })
})

describe('slow-spray', () => {
  it('speaks of those who take a day, over a level that a day usually has', () => {
    const quiet = [failure(monday - 10 * day, 'bob', '45.5.5.5')]
    const patient = (count: number) =>
      times(count, monday, 9 * minute).map((t, i) => failure(t, people[i % 20] ?? '', `45.1.${i % 60}.1`))
    expect(seen(slowSpraySignal, patient(60), quiet)).toHaveLength(1)
    expect(seen(slowSpraySignal, patient(24), quiet)).toEqual([])
    const always = times(1600, monday - 10 * day, 9 * minute).map((t, i) =>
      failure(t, people[i % 300] ?? '', `45.1.${i % 200}.1`),
    )
    expect(seen(slowSpraySignal, patient(60), always)).toEqual([])
  })
  it('takes no plain sprays together, nor what a person types wrong where they then get in', () => {
    const quiet = [failure(monday - 10 * day, 'bob', '45.5.5.5')]
    const plain = times(12, monday, 60 * minute).flatMap((start, n) =>
      times(12, start, second).map((t, i) => failure(t, people[n * 3 + i] ?? '', `45.2.2.${n}`)),
    )
    expect(seen(slowSpraySignal, plain, quiet)).toEqual([])
    const typos = times(60, monday, 9 * minute).flatMap((t, i) => [
      failure(t, people[i] ?? '', `45.1.${i}.1`),
      login(t + minute, people[i] ?? '', `45.1.${i}.1`),
    ])
    expect(seen(slowSpraySignal, typos, quiet)).toEqual([])
  })
})

describe('credential-stuffing', () => {
  const stuffing = (users: number, count: number, step: number): ReturnType<typeof failure>[] =>
    times(count, monday, step).map((t, i) => failure(t, people[i % users] ?? ''))
  it('speaks at 15 accounts and 25 attempts within 15 min', () => {
    expect(seen(credentialStuffingSignal, stuffing(15, 25, 10 * second))).toHaveLength(1)
  })
  it('is silent when slower, or with fewer accounts', () => {
    expect(seen(credentialStuffingSignal, stuffing(25, 25, 2 * minute))).toEqual([])
    expect(seen(credentialStuffingSignal, stuffing(14, 28, 10 * second))).toEqual([])
  })
  it('excuses people who fail where they have signed in before', () => {
    const known = people.slice(0, 30).map((user) => login(monday - day, user, attacker))
    expect(seen(credentialStuffingSignal, stuffing(30, 30, second), known)).toEqual([])
  })
})

describe('fail-burst-then-success', () => {
  const burst = times(5, monday, minute).map((t, i) => failure(t, people[i % 3] ?? ''))
  it('speaks when a spraying source gets in', () => {
    const [hit] = seen(failBurstThenSuccessSignal, [...burst, login(monday + 10 * minute, 'alice', attacker)])
    expect(hit?.title).toBe(`alice signed in from ${attacker} after 5 failures`)
    expect(hit?.evidence).toHaveLength(5)
  })
  it('speaks when a guessed account opens to a new address', () => {
    const acts = times(10, monday, minute).map((t, i) => failure(t, 'alice', `45.1.1.${i}`))
    expect(
      seen(failBurstThenSuccessSignal, [...acts, login(monday + 11 * minute, 'alice', '45.9.9.9')], [before]),
    ).toHaveLength(1)
  })
  it('is the surer the more failures there were, from three on, of somebody known', () => {
    const after = (count: number, more = {}, source = attacker) =>
      seen(
        failBurstThenSuccessSignal,
        [
          ...times(count, monday, minute).map((t) => failure(t, 'alice', attacker)),
          login(monday + 40 * minute, 'alice', source, more),
        ],
        [login(monday - day, 'alice', home, { deviceId: 'LT-1' })],
      )[0]?.confidence ?? 0
    const sure = [2, 3, 5, 9, 10, 12].map((count) => after(count))
    expect(sure[0]).toBe(0)
    expect(sure[1]).toBeGreaterThan(0)
    expect(sure).toEqual(sure.toSorted((a, b) => a - b))
    expect(sure[3]).toBeGreaterThan(0.8 * (sure[4] ?? 1))
    expect(after(9, { deviceId: 'LT-1' })).toBe(0)
    // What does not fit the guessing is no consequence of it.
    expect(after(30, { authMethod: 'publickey' })).toBe(0)
    expect(after(30, {}, '10.20.0.5')).toBe(0)
    expect(after(9, {}, '45.9.9.9')).toBeLessThan(0.5 * after(9))
  })
  it('is silent after 4 failures of somebody unknown, and after an hour', () => {
    expect(
      seen(failBurstThenSuccessSignal, [
        ...burst.slice(0, 4),
        login(monday + 10 * minute, 'alice', attacker),
      ]),
    ).toEqual([])
    expect(
      seen(failBurstThenSuccessSignal, [...burst, login(monday + 70 * minute, 'alice', attacker)]),
    ).toEqual([])
  })
  it('excuses a person who gets their own password right in the end', () => {
    const typos = times(12, monday, second).map((t) => failure(t, 'alice', home))
    expect(seen(failBurstThenSuccessSignal, [...typos, login(monday + minute, 'alice')], [before])).toEqual(
      [],
    )
  })
})

describe('lockout-wave', () => {
  const lock = { reason: 'User locked out on exceeding 3 successive failed attempts' }
  const locked = (count: number, source = attacker): ReturnType<typeof failure>[] =>
    times(count, monday, minute).map((t, i) => failure(t, people[i] ?? '', source, lock))
  it('speaks at 5 locked accounts', () => {
    expect(seen(lockoutWaveSignal, locked(5))).toHaveLength(1)
  })
  it('is silent at 4, and for other reasons', () => {
    expect(seen(lockoutWaveSignal, locked(4))).toEqual([])
    expect(
      seen(
        lockoutWaveSignal,
        times(9, monday, minute).map((t, i) => failure(t, people[i] ?? '')),
      ),
    ).toEqual([])
  })
  it('excuses people who lock themselves out from home', () => {
    const known = people.slice(0, 9).map((user) => login(monday - day, user, home))
    expect(seen(lockoutWaveSignal, locked(9, home), known)).toEqual([])
  })
})

describe('mfa-fatigue', () => {
  const prompt = (t: number, reason = ''): ReturnType<typeof failure> =>
    failure(t, 'alice', attacker, { mfa: 'failure', reason })
  it('speaks at 5 refusals within 10 min, and louder when one is approved', () => {
    const acts = times(5, monday, minute).map((t) => prompt(t))
    const hits = seen(mfaFatigueSignal, [
      ...acts,
      login(monday + 6 * minute, 'alice', attacker, { mfa: 'success' }),
    ])
    expect(hits).toHaveLength(2)
    expect(hits[1]?.impact).toBeGreaterThan(hits[0]?.impact ?? 100)
  })
  it('is silent at 4 refusals, and at 5 over an hour', () => {
    expect(
      seen(
        mfaFatigueSignal,
        times(4, monday, minute).map((t) => prompt(t)),
      ),
    ).toEqual([])
    expect(
      seen(
        mfaFatigueSignal,
        times(5, monday, 12 * minute).map((t) => prompt(t)),
      ),
    ).toEqual([])
  })
  it('excuses mistyped codes', () => {
    expect(
      seen(
        mfaFatigueSignal,
        times(9, monday, second).map((t) => prompt(t, 'wrong passcode')),
      ),
    ).toEqual([])
  })
})
