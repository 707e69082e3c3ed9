import type { WordReader } from './word-reader.ts'

export interface CaptureInterface {
  /** LINKTYPE_ value. */
  linkType: number
  /** Most bytes captured of a packet; 0: unlimited. */
  snapLength: number
  microsPerUnit: number
  /** Microseconds. */
  timeOffset: number
}

const endOfOptions = 0
const timeResolution = 9
const timeOffset = 14

/** The body of an Interface Description Block from `at` to `end`, at least eight bytes. */
export function readInterface(words: WordReader, at: number, end: number): CaptureInterface {
  const found: CaptureInterface = {
    linkType: words.u16(at),
    snapLength: words.u32(at + 4),
    microsPerUnit: 1,
    timeOffset: 0,
  }
  for (let option = at + 8; option + 4 <= end;) {
    const code = words.u16(option)
    const length = words.u16(option + 2)
    const value = option + 4
    if (code === endOfOptions || value + length > end) break
    if (code === timeResolution && length === 1) found.microsPerUnit = unit(words.bytes[value] ?? 6)
    if (code === timeOffset && length === 8) found.timeOffset = words.i64(value) * 1e6
    option = value + length + (-length & 3)
  }
  return found
}

/** The most significant bit tells powers of two from powers of ten. */
function unit(resolution: number): number {
  return 1e6 / (resolution & 0x80 ? 2 ** (resolution & 0x7f) : 10 ** resolution)
}
