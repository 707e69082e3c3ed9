/**
 * `npm run bench:decode [-- --mb N --format NAME]`: what decoding alone takes, one core, by format. The input of each
 * format are the lines of its decoder's tests, repeated (of formats with a header: a table of `tables.data.ts`); bases over the same bytes are `grep -c`, splitting into lines,
 * and `JSON.parse` of each line as a JSON text. Machines differ and are noisy: compare the ratios.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Reject } from '../core/event/event.ts'
import type { Decoder } from '../core/ingest/decoder.ts'
import { decoders } from '../core/ingest/decoders/index.ts'
import { readLines } from '../core/ingest/sources/read-lines.ts'
import { fixtureLines } from '../scripts/fixture-lines.ts'
import { tables } from './tables.data.ts'

const { values } = parseArgs({
  options: { mb: { type: 'string', default: '20' }, format: { type: 'string' } },
})
const wanted = Number(values.mb) * 1e6
const folder = mkdtempSync(join(tmpdir(), 'sonic-decode-'))

try {
  console.log(
    `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}, ${values.mb} MB a format\n`,
  )
  console.log('| format | lines/s | MB/s | events | read lines, MB/s | JSON.parse, MB/s | grep -c, MB/s |')
  console.log('|---|---:|---:|---:|---:|---:|---:|')
  for (const [decoder, lines] of fixtureLines(decoders)) {
    if (values.format !== undefined && decoder.name !== values.format) continue
    const table = tables[decoder.name]
    const good = table?.rows ?? lines.filter((line) => !isRejected(decoder, line))
    if (good.length > 0) await measure(decoder, table?.header ?? [], good)
  }
} finally {
  rmSync(folder, { recursive: true })
}

async function measure(decoder: Decoder, header: readonly string[], lines: readonly string[]): Promise<void> {
  const round = `${lines.join('\n')}\n`
  const times = Math.max(1, Math.ceil(wanted / Buffer.byteLength(round)))
  const path = join(folder, decoder.name)
  const content = Buffer.from(header.map((line) => `${line}\n`).join('') + round.repeat(times))
  writeFileSync(path, content)
  const texts: string[] = []
  const readSeconds = await secondsOf(async () => {
    for await (const batch of readLines(path).batches) texts.push(...batch.texts)
  })
  // A warm-up, so that the first format isn't charged for compiling.
  decodeAll(decoder, texts.slice(0, 20_000))
  let events = 0
  const decodeSeconds = await secondsOf(() => {
    events = decodeAll(decoder, texts)
  })
  const quoted = texts.map((text) => JSON.stringify(text))
  const parseSeconds = await secondsOf(() => {
    for (const text of quoted) JSON.parse(text)
  })
  const grepSeconds = await secondsOf(() => {
    spawnSync('grep', ['-c', 'e', path])
  })
  rmSync(path)
  const rate = (seconds: number) => (content.length / 1e6 / seconds).toFixed(0)
  console.log(
    `| ${decoder.name} | ${Math.round(texts.length / decodeSeconds).toLocaleString('en-US')} | ${rate(decodeSeconds)} ` +
      `| ${((100 * events) / texts.length).toFixed(0)} % | ${rate(readSeconds)} | ${rate(parseSeconds)} | ${rate(grepSeconds)} |`,
  )
}

function decodeAll(decoder: Decoder, texts: readonly string[]): number {
  const read = decoder.open({ zoneOffset: 0, year: 2026 })
  let events = 0
  for (const text of texts) {
    const record = read(text)
    if (record !== undefined && !(record instanceof Reject)) events += 1
  }
  return events
}

function isRejected(decoder: Decoder, line: string): boolean {
  return decoder.open({ zoneOffset: 0, year: 2026 })(line) instanceof Reject
}

async function secondsOf(act: () => void | Promise<void>): Promise<number> {
  const start = performance.now()
  await act()
  return Math.max(1e-4, (performance.now() - start) / 1000)
}
