/**
 * `npm run bench:capture [-- --lines N]`: our flow meter over a simulated capture, beside `tshark -T fields` (seven
 * fields a packet) on the same file in the same run. Debian has tshark: apt-get install tshark.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { CaptureReader } from '../core/ingest/capture/capture-reader.ts'
import { simulate } from '../core/simulate/simulate.ts'

const { values } = parseArgs({ options: { lines: { type: 'string', default: '300000' } } })
const fields = [
  'frame.time_epoch',
  'ip.src',
  'ip.dst',
  'tcp.srcport',
  'tcp.dstport',
  'udp.srcport',
  'frame.len',
]
const folder = mkdtempSync(join(tmpdir(), 'sonic-capture-'))
try {
  const { files } = await simulate({
    users: 20,
    days: 3,
    seed: 7,
    format: 'pcap',
    lines: values.lines,
    out: folder,
  })
  const [file] = files
  if (!file) throw new Error('The simulator wrote no capture.')
  const path = join(folder, file.file)
  const { size, mtimeMs } = statSync(path)
  const megabytes = size / 1e6
  console.log(`${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}`)
  console.log(`${file.lines.toLocaleString('en-US')} packets, ${megabytes.toFixed(0)} MB`)

  const begun = performance.now()
  let flows = 0
  for await (const batch of new CaptureReader({ path, size, modified: mtimeMs, isCapture: true }))
    flows += batch.records.length
  const own = (performance.now() - begun) / 1000
  console.log(
    `sonic: ${own.toFixed(2)} s, ${(megabytes / own).toFixed(0)} MB/s, ${flows.toLocaleString('en-US')} events`,
  )

  const start = performance.now()
  const { error, status } = spawnSync(
    'tshark',
    ['-r', path, '-T', 'fields', ...fields.flatMap((field) => ['-e', field])],
    {
      stdio: 'ignore',
    },
  )
  const peer = (performance.now() - start) / 1000
  if (error || status !== 0) console.log('tshark: skipped, not installed (apt-get install tshark)')
  else
    console.log(
      `tshark: ${peer.toFixed(2)} s, ${(megabytes / peer).toFixed(1)} MB/s; sonic is ${(peer / own).toFixed(0)} times as fast`,
    )
} finally {
  rmSync(folder, { recursive: true })
}
