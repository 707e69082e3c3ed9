import { utf16Of } from './text-encoding.ts'

/** Bytes that are looked at. */
export const headBytes = 4096

const signatures: readonly [hex: string, kind: string][] = [
  ['377abcaf271c', 'a 7-Zip archive: unpack it first'],
  ['526172211a07', 'a RAR archive: unpack it first'],
  ['04224d18', 'compressed with lz4: unpack it first'],
  ['1f9d', 'compressed with compress (.Z): unpack it first'],
  ['4d53434600000000', 'a cabinet archive: unpack it first'],
  ['0ca50100', 'an nfcapd file: print it with nfdump -o csv first'],
  ['0ca50200', 'an nfcapd file: print it with nfdump -o csv first'],
  ['53514c69746520666f726d6174203300', 'a SQLite database: export its table as CSV first'],
  ['7f454c46', 'a program (ELF), not a log'],
  ['4d5a9000', 'a Windows program, not a log'],
  ['89504e470d0a1a0a', 'an image (PNG), not a log'],
  ['ffd8ff', 'an image (JPEG), not a log'],
  ['47494638', 'an image (GIF), not a log'],
  ['25504446', 'a PDF document, not a log'],
  ['4c504b5348485248', 'a systemd journal: export it with journalctl -o json first'],
]

/** Share of control bytes from which on content is no text; a log with some NUL bytes after a power cut is below. */
const mostControls = 0.05

/** What the first (unpacked) bytes say against reading a file as a log, as the end of "it is …"; undefined for text. */
export function nonTextKind(head: Buffer): string | undefined {
  if (utf16Of(head) !== undefined) return undefined
  const hex = head.subarray(0, 16).toString('hex')
  const known = signatures.find(([signature]) => hex.startsWith(signature))
  if (known !== undefined) return known[1]
  let controls = 0
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls++
  return controls > head.length * mostControls ? 'a binary file, not a log' : undefined
}
