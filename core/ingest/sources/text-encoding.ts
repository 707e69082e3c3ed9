/** How the characters of a file are written. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** Bytes that tell UTF-16 without a byte order mark. */
export const encodingBytes = 1024

/** Share of code units whose high byte is zero from which on content without a mark is UTF-16: logs are mostly ASCII. */
const mostlyAscii = 0.7
/** Zeros where the other byte order would have its letters. */
const fewZeros = 0.05
const leastUnits = 8

/** UTF-16 by its byte order mark or by where its zero bytes are; undefined for everything else. */
export function utf16Of(head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const units = Math.floor(Math.min(head.length, encodingBytes) / 2)
  if (units < leastUnits) return undefined
  let even = 0
  let odd = 0
  for (let i = 0; i < units * 2; i += 2) {
    if (head[i] === 0) even += 1
    if (head[i + 1] === 0) odd += 1
  }
  if (odd > units * mostlyAscii && even < units * fewZeros) return 'utf-16le'
  if (even > units * mostlyAscii && odd < units * fewZeros) return 'utf-16be'
  return undefined
}

/** What Windows-1252 has at 0x80 to 0x9f, where Latin-1 has control characters; the five unused ones stay those. */
const upper =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178'

export function decodeWindows1252(buffer: Buffer, start: number, end: number): string {
  return buffer
    .toString('latin1', start, end)
    .replace(/[\u0080-\u009f]/g, (character) => upper[character.charCodeAt(0) - 0x80] ?? character)
}
