/**
 * `npm run fuzz [-- --records N --seed N --decoder NAME]`: damaged lines through every decoder. A decoder must not
 * throw, must not take longer than 100 ms over a record, must not grow, and must give a time that a calendar holds.
 */
import { parseArgs } from 'node:util'
import { Reject } from '../core/event/event.ts'
import type { DecodeLine, Decoder } from '../core/ingest/decoder.ts'
import { decoders } from '../core/ingest/decoders/index.ts'
import { fixtureLines } from './fixture-lines.ts'
import { createRandom, mutateLine } from './mutate-line.ts'

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    decoder: { type: 'string' },
  },
})
const slowestMs = 100
/** A slow record is read again before it counts: the machine may have been busy. */
const repeats = 3
const mostGrowth = 64 * 2 ** 20
const longestTime = 8.64e15
const shownFailures = 20

/** By decoder and what it did: how often, and the first line. */
const failures = new Map<string, { count: number; line: string }>()
const seeds = fixtureLines(decoders)
const all = [...seeds.values()].flat()
const chosen = decoders.filter(({ name }) => values.decoder === undefined || name === values.decoder)
const perDecoder = Math.ceil(Number(values.records) / Math.max(1, chosen.length))
const begun = performance.now()
let slowest = { ms: 0, name: '', length: 0 }

for (const decoder of chosen) {
  const lines = seeds.get(decoder) ?? []
  if (lines.length === 0)
    console.log(`${decoder.name}: its tests hold no line as text; it gets those of the others`)
  fuzz(decoder, lines.length === 0 ? all : lines)
}
const seconds = (performance.now() - begun) / 1000
for (const [what, { count, line }] of [...failures].slice(0, shownFailures))
  console.error(`${what} (${count} times), first: ${JSON.stringify(line.slice(0, 300))}`)
console.log(
  `fuzz-decoders: ${perDecoder * chosen.length} records over ${chosen.length} decoders in ${seconds.toFixed(0)} s, ` +
    `slowest record ${slowest.ms.toFixed(1)} ms (${slowest.name}, ${slowest.length} characters), ${failures.size} kinds of failure`,
)
process.exitCode = failures.size > 0 ? 1 : 0

function fuzz(decoder: Decoder, lines: readonly string[]): void {
  const random = createRandom(Number(values.seed))
  const read = decoder.open({ zoneOffset: 0, year: 2026 })
  let before: number | undefined
  for (let n = 0; n < perDecoder; n++) {
    // The first fifth fills what a decoder may remember.
    if (n === Math.floor(perDecoder / 5)) before = heapUsed()
    const line = mutateLine(lines[random(lines.length)] ?? '', all[random(all.length)] ?? '', random)
    check(decoder, read, line)
  }
  const growth = before === undefined ? 0 : heapUsed() - before
  if (growth > mostGrowth) fail(decoder, `grew by ${Math.round(growth / 2 ** 20)} MiB`, '')
}

function check(decoder: Decoder, read: DecodeLine, line: string): void {
  try {
    const ms = timed(() => {
      const confidence = decoder.sniff(line)
      if (!(confidence >= 0 && confidence <= 1)) fail(decoder, `sniffed ${confidence}`, line)
      const record = read(line)
      if (record === undefined || record instanceof Reject) return
      // NaN is a record without a time, which a decoder may give.
      if (Math.abs(record['@timestamp']) > longestTime)
        fail(decoder, `gave the time ${record['@timestamp']}`, line)
    })
    if (ms > slowestMs) {
      const again = Array.from({ length: repeats }, () => timed(() => void (decoder.sniff(line), read(line))))
      const least = Math.min(...again)
      if (least > slowestMs) fail(decoder, `took more than ${slowestMs} ms`, line)
    } else if (ms > slowest.ms) slowest = { ms, name: decoder.name, length: line.length }
  } catch (error) {
    fail(decoder, `threw ${String(error)}`, line)
  }
}

function timed(act: () => void): number {
  const start = performance.now()
  act()
  return performance.now() - start
}

function heapUsed(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

function fail(decoder: Decoder, what: string, line: string): void {
  const key = `${decoder.name} ${what}`
  const failure = failures.get(key) ?? { count: 0, line }
  failure.count += 1
  failures.set(key, failure)
}
