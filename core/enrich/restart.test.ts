import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Act } from '../event/act.ts'
import { Reject } from '../event/event.ts'
import type { Event } from '../event/event.ts'
import { Featuriser } from '../features/featuriser.ts'
import { ciscoAsa } from '../ingest/decoders/cisco-asa.ts'
import { fortinet } from '../ingest/decoders/fortinet.ts'
import { HeapBacking } from '../memory/heap-backing.fixture.ts'
import { Memory } from '../memory/memory.ts'
import { simulate } from '../simulate/simulate.ts'
import { ActAssembler } from './act-assembler.ts'
import type { AssemblerOptions } from './act-assembler.ts'
import { nowhere } from './assemble.fixture.ts'

const hour = 3_600_000

interface Decoded {
  event: Event
  original: string
}

/** What the gateways of two simulated organisations wrote, in the order of time. */
async function simulated(): Promise<Decoded[]> {
  const out = mkdtempSync(join(tmpdir(), 'sonic-restart-'))
  try {
    const decoded: Decoded[] = []
    for (const [format, decoder] of [
      ['asa', ciscoAsa],
      ['fortigate', fortinet],
    ] as const) {
      const { files } = await simulate({ users: 8, days: 4, seed: 3, flows: 3, format, out })
      for (const { file } of files) {
        const decode = decoder.open({ zoneOffset: 0, year: 2026 })
        for (const original of readFileSync(join(out, file), 'utf8').split('\n')) {
          const event = decode(original)
          if (event !== undefined && !(event instanceof Reject)) decoded.push({ event, original })
        }
      }
    }
    return decoded.toSorted((a, b) => a.event['@timestamp'] - b.event['@timestamp'])
  } finally {
    rmSync(out, { recursive: true })
  }
}

/** Some records are late, some gateways' clocks are wrong. */
function disturbed(decoded: readonly Decoded[]): Decoded[] {
  const late = decoded.map((one, index) => ({
    one,
    at: index + (index % 7 === 0 ? 40 : 0) + (index % 501 === 0 ? 3_000 : 0),
  }))
  return late.toSorted((a, b) => a.at - b.at).map(({ one }) => one)
}

/** Acts, and the rows of those, from records; after each of `restarts` records everything is built anew. */
function run(
  decoded: readonly Decoded[],
  options: Partial<AssemblerOptions>,
  restarts?: { every: readonly number[]; resident: number },
): unknown[] {
  const backing = new HeapBacking()
  const open = () => {
    const memory = restarts ? new Memory(backing, restarts.resident) : new Memory()
    const assembler = new ActAssembler({ geo: nowhere, asn: nowhere, memory, ...options })
    return { memory, assembler, featuriser: new Featuriser({ memory, holdMs: hour, maxUsers: 60 }) }
  }
  let { memory, assembler, featuriser } = open()
  const results: unknown[] = []
  const featurise = (acts: Act[]): void => {
    if (acts.length === 0) return
    results.push(structuredClone(featuriser.featurise(acts)))
    featuriser.judge(
      acts.flatMap(({ kind, id }) => (kind === 'notice' ? [] : id.endsWith('7') ? ['nothing'] : ['all'])),
    )
  }
  let next = restarts?.every[0] ?? Infinity
  let turn = 0
  for (const [line, { event, original }] of decoded.entries()) {
    const acts: Act[] = []
    assembler.push(event, { source: 'log', offset: 100 * line, length: 99, line: line + 1 }, original, acts)
    featurise(acts)
    if (!restarts || --next > 0) continue
    backing.write(memory)
    turn += 1
    next = restarts.every[turn % restarts.every.length] ?? Infinity
    // Now and then it is only written: what is then in memory is not what was read.
    if (turn % 3 !== 0) ({ memory, assembler, featuriser } = open())
  }
  const rest: Act[] = []
  assembler.flush(rest)
  featurise(rest)
  return [...results, assembler.counters, featuriser.counts]
}

describe('an assembler and a featuriser over a memory', () => {
  let records: Decoded[]
  beforeAll(async () => {
    records = await simulated()
  })

  const restarts = fc.record({
    every: fc.array(fc.integer({ min: 1, max: 800 }), { minLength: 1, maxLength: 8 }),
    resident: fc.integer({ min: 0, max: 5 }),
  })
  const narrow = {
    maxOpenFlows: 20,
    maxDevices: 2,
    sessions: { max: 15, maxPerUser: 2, idle: 4 * hour },
    leases: { perAddress: 2, addresses: 12 },
  }

  it.each([
    ['in order', (all: readonly Decoded[]) => [...all], {}],
    ['out of order', disturbed, {}],
    ['with little room', disturbed, narrow],
  ] as const)('go on after restarts as if there had been none: %s', (_, order, options) => {
    const decoded = order(records)
    const undisturbed = run(decoded, options)
    expect(undisturbed.length).toBeGreaterThan(100)
    fc.assert(
      fc.property(restarts, (choice) => {
        expect(run(decoded, options, choice)).toEqual(undisturbed)
      }),
      { numRuns: 4, endOnFailure: true },
    )
  })
})
