/** Value types of binary XML (libyal, "Windows XML Event Log (EVTX) format", 4.5). */
export const valueTypes = { string: 1, binaryXml: 0x21, stringArray: 0x81 } as const

/** A value as Event Viewer writes it; '' for one that is empty or of no known type. */
export function valueText(type: number, bytes: Buffer): string {
  switch (type) {
    case 0x01:
      return trimNull(bytes.toString('utf16le'))
    case 0x02:
      return trimNull(bytes.toString('latin1'))
    case 0x03:
    case 0x05:
    case 0x07:
      return String(bytes.readIntLE(0, bytes.length))
    case 0x04:
    case 0x06:
    case 0x08:
      return String(bytes.readUIntLE(0, bytes.length))
    case 0x09:
      return String(bytes.readBigInt64LE(0))
    case 0x0a:
    case 0x10:
      return bytes.length === 4 ? String(bytes.readUInt32LE(0)) : String(bytes.readBigUInt64LE(0))
    case 0x0b:
      return String(bytes.readFloatLE(0))
    case 0x0c:
      return String(bytes.readDoubleLE(0))
    case 0x0d:
      return bytes.readUInt32LE(0) === 0 ? 'false' : 'true'
    case 0x0e:
      return bytes.toString('hex').toUpperCase()
    case 0x0f:
      return guid(bytes)
    case 0x11:
      return fileTime(bytes.readBigUInt64LE(0))
    case 0x12:
      return systemTime(bytes)
    case 0x13:
      return securityId(bytes)
    case 0x14:
      return `0x${bytes.readUInt32LE(0).toString(16)}`
    case 0x15:
      return `0x${bytes.readBigUInt64LE(0).toString(16)}`
    default:
      return ''
  }
}

/** The texts of a list of strings. */
export function valueList(bytes: Buffer): string[] {
  const texts = bytes.toString('utf16le').split('\0')
  if (texts.at(-1) === '') texts.pop()
  return texts
}

function trimNull(text: string): string {
  const end = text.indexOf('\0')
  return end < 0 ? text : text.slice(0, end)
}

function guid(bytes: Buffer): string {
  const hex = (from: number, to: number) => bytes.toString('hex', from, to)
  const little = (from: number, length: number) =>
    Buffer.from(bytes.subarray(from, from + length))
      .reverse()
      .toString('hex')
  return `{${little(0, 4)}-${little(4, 2)}-${little(6, 2)}-${hex(8, 10)}-${hex(10, 16)}}`
}

/** 100 ns since 1601. */
function fileTime(ticks: bigint): string {
  const ms = Number(ticks / 10_000n) - 11_644_473_600_000
  return Math.abs(ms) < 8.64e15 ? new Date(ms).toISOString() : ''
}

function systemTime(bytes: Buffer): string {
  const part = (at: number, length = 2) => String(bytes.readUInt16LE(at)).padStart(length, '0')
  return `${part(0, 4)}-${part(2)}-${part(6)}T${part(8)}:${part(10)}:${part(12)}.${part(14, 3)}Z`
}

function securityId(bytes: Buffer): string {
  const count = Math.min(bytes[1] ?? 0, 15)
  const parts = Array.from({ length: count }, (_, i) => bytes.readUInt32LE(8 + i * 4))
  return ['S', bytes[0], bytes.readUIntBE(2, 6), ...parts].join('-')
}
