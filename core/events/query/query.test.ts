import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Event } from '../../event/event.ts'
import { matches } from './matches.ts'
import { parseQuery } from './parse-query.ts'
import { QueryError } from './query.ts'

const now = Date.parse('2026-03-10T12:00:00Z')
const event: Event = {
  '@timestamp': Date.parse('2026-03-04T10:15:30Z'),
  'event.category': ['authentication', 'network'],
  'event.outcome': 'failure',
  'event.reason': 'Account locked out',
  'source.ip': '10.20.30.40',
  'source.port': 51_000,
  'user.name': 'CORP\\anna',
  'vpn.assigned_ip': '2001:db8::17',
  'vpn.bytes_out': 1_500_000_000,
}
const original =
  '<166>Mar 04 2026 10:15:30: %ASA-6-113005: AAA user authentication Rejected : reason = Account locked : user = CORP\\anna'

const finds = (text: string): boolean => matches(parseQuery(text, now), event, original)

test.each([
  '',
  'user.name:CORP\\anna',
  'user:*anna',
  'USER:corp\\ANNA',
  'user.name : "CORP\\anna"',
  'user.name:(bob or *anna)',
  'event.outcome:failure or event.reason:"*nothing*"',
  'reason:"*locked*"',
  'event.reason:acc?unt*',
  'category:network',
  'source.ip:10.0.0.0/8',
  'source.ip:[10.20.30.1 to 10.20.30.99]',
  'not source.ip:192.168.0.0/16',
  'vpn.assigned_ip:2001:db8::/32',
  'vpn.assigned_ip:2001:DB8:0::17',
  'source.ip:10.20.*',
  'source.port>=51000 and source.port < 51001',
  'source.port:[50000 to 52000]',
  'source.port:[* to 52000]',
  'vpn.bytes_out>1GB',
  'vpn.bytes_out:1.5gb',
  'not vpn.bytes_in > 1',
  'user.name:* not destination.ip:*',
  '@timestamp:2026-03-04',
  'time:2026-03',
  'time>=now-7d time<now',
  'time:[2026-03-01 to 2026-03-04]',
  'time > 2026-03-04T10:15:29Z and time <= 2026-03-04T12:15:30+02:00',
  'rejected',
  '"account locked"',
  '113005 and %ASA-6-113005',
  '*nticatio*',
  'auth*cation',
  'bob or (rejected and not (accepted or granted))',
  'rejected bob or anna',
])('finds: %s', (text) => {
  expect(finds(text)).toBe(true)
})

test.each([
  'user.name:anna',
  'user.name:anna and rejected',
  'not rejected',
  'vpn.bytes_in:*',
  'vpn.bytes_out>1.5GB',
  'vpn.bytes_out<1500000000',
  'source.ip:10.20.30.0/28',
  'time>2026-03-04',
  'time>=2026-03-05',
  'time:[2026-03-05 to *]',
  'reject',
  'locked "locked account"',
  'event.outcome:success',
])('does not find: %s', (text) => {
  expect(finds(text)).toBe(false)
})

describe('what cannot be read is said, with its place', () => {
  test.each([
    ['user.name:', 'A value is missing at the end', ''],
    ['rejected and', 'Something is missing after "and"', ''],
    ['(rejected', 'is a bracket or a quotation mark open?', ''],
    ['rejected)', 'This bracket closes nothing', ')'],
    ['user.name:"anna', 'This quotation mark is never closed', '"'],
    ['colour:red', 'There is no field "colour"', 'colour'],
    ['bytes>1', '"bytes" could be source.bytes', 'bytes'],
    ['source.port>many', 'source.port takes a number', 'many'],
    ['time>yesterday', '@timestamp takes a time', 'yesterday'],
    ['time:2026-02-30', '@timestamp takes a time', '2026-02-30'],
    ['source.ip:10.0.0.0/99', 'is no network', '10.0.0.0/99'],
    ['user.name>anna', 'it can be equal to a value', 'anna'],
    ['event.outcome:failed', 'event.outcome is one of success, failure, unknown', 'failed'],
    ['source.port:[9 to 1]', 'The range ends before it begins', '9 to 1'],
  ])('%s', (text, message, place) => {
    const problem = problemOf(text)
    expect(problem?.message).toContain(message)
    if (place !== '') expect(text.slice(problem?.from, problem?.to)).toContain(place)
  })
})

function problemOf(text: string): QueryError | undefined {
  try {
    parseQuery(text, now)
    return undefined
  } catch (error) {
    if (error instanceof QueryError) return error
    throw error
  }
}

test('any text is a query or a sentence with a place in it', () => {
  const word = fc.constantFrom(
    'and',
    'or',
    'not',
    '(',
    ')',
    '[',
    ']',
    ':',
    '>',
    '"',
    '*',
    '?',
    '\\',
    ' ',
    'user',
    'a',
    '1',
    '/',
    '-',
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(word).map((words) => words.join('')),
  )
  fc.assert(
    fc.property(text, (query) => {
      const problem = problemOf(query)
      if (!problem) return
      expect(problem.message.length).toBeGreaterThan(10)
      expect(problem.from).toBeGreaterThanOrEqual(0)
      expect(problem.to).toBeLessThanOrEqual(Math.max(query.length, problem.from))
    }),
    { numRuns: 2000 },
  )
})

test('brackets without end and thousands of alternatives are bounded', () => {
  expect(problemOf('('.repeat(300) + 'a' + ')'.repeat(300))?.message).toContain('nested')
  expect(problemOf('('.repeat(5000) + 'a' + ')'.repeat(5000))).toBeDefined()
  expect(problemOf('a or '.repeat(10_000) + 'a')?.message).toContain('A query ends at')
  expect(parseQuery('a or '.repeat(2000) + 'a').kind).toBe('or')
})

test('a field that is not there fits nothing, and its opposite everything', () => {
  const comparisons = [
    'vpn.bytes_in>1',
    'vpn.bytes_in<=1',
    'vpn.bytes_in:*',
    'user.email:*a*',
    'server.ip:0.0.0.0/0',
  ]
  for (const text of comparisons) expect([finds(text), finds(`not ${text}`)]).toEqual([false, true])
})
