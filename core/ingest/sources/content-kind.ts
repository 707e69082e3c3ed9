import { gunzipSync, constants } from 'node:zlib'
import { isGzip } from './gunzip-chunks.ts'

/** Bytes that are looked at. */
export const headBytes = 4096

const pcap = 'a packet capture (pcap): captures come with a later version; until then export flow or VPN logs'
const signatures: readonly [hex: string, kind: string][] = [
  ['d4c3b2a1', pcap],
  ['a1b2c3d4', pcap],
  ['4d3cb2a1', pcap],
  ['a1b23c4d', pcap],
  [
    '0a0d0d0a',
    'a packet capture (pcapng): captures come with a later version; until then export flow or VPN logs',
  ],
  ['456c6646696c6500', 'a Windows event log (evtx): export it as CSV or JSON first'],
  ['504b0304', 'a zip archive (or an Office document): unpack it first'],
  ['377abcaf271c', 'a 7-Zip archive: unpack it first'],
  ['526172211a07', 'a RAR archive: unpack it first'],
  ['28b52ffd', 'compressed with zstd: unpack it first'],
  ['fd377a585a00', 'compressed with xz: unpack it first'],
  ['425a68', 'compressed with bzip2: unpack it first'],
  ['53514c69746520666f726d6174203300', 'a SQLite database: export its table as CSV first'],
  ['7f454c46', 'a program (ELF), not a log'],
  ['4d5a9000', 'a Windows program, not a log'],
  ['89504e470d0a1a0a', 'an image (PNG), not a log'],
  ['ffd8ff', 'an image (JPEG), not a log'],
  ['47494638', 'an image (GIF), not a log'],
  ['25504446', 'a PDF document, not a log'],
  ['4c504b5348485248', 'a systemd journal: export it with journalctl -o json first'],
  ['fffe', 'UTF-16 text: save it as UTF-8 first'],
  ['feff', 'UTF-16 text: save it as UTF-8 first'],
]

/** Share of control bytes from which on content is no text; a log with some NUL bytes after a power cut is below. */
const mostControls = 0.05

/** What the first bytes say against reading a file as a log, as the end of "it is …"; undefined for text. */
export function nonTextKind(head: Buffer): string | undefined {
  if (isGzip(head)) return nonTextKind(gunzipHead(head))
  const hex = head.subarray(0, 16).toString('hex')
  const known = signatures.find(([signature]) => hex.startsWith(signature))
  if (known !== undefined) return known[1]
  if (head.toString('latin1', 257, 262) === 'ustar') return 'a tar archive: unpack it first'
  let controls = 0
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls++
  return controls > head.length * mostControls ? 'a binary file, not a log' : undefined
}

/** The beginning of the content; empty where the archive holds nothing readable. */
export function gunzipHead(head: Buffer): Buffer {
  try {
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, headBytes)
  } catch {
    return Buffer.alloc(0)
  }
}
