import { inflateRawSync } from 'node:zlib'
import { parseNpy } from './npy.ts'
import type { NumpyArray } from './npy.ts'

const END = 0x06054b50
const ENTRY = 0x02014b50

/** The arrays of a .npz file (a zip of .npy files, stored or deflated) by name. @throws Error when it is none */
export function parseNpz(bytes: Uint8Array): Map<string, NumpyArray> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  const arrays = new Map<string, NumpyArray>()
  let at = view.getUint32(end + 16, true)
  for (let entry = view.getUint16(end + 10, true); entry > 0; entry--) {
    if (view.getUint32(at, true) !== ENTRY) throw new Error('the zip directory is damaged')
    const method = view.getUint16(at + 10, true)
    const size = view.getUint32(at + 20, true)
    const nameLength = view.getUint16(at + 28, true)
    const name = Buffer.from(bytes.subarray(at + 46, at + 46 + nameLength)).toString('utf8')
    const local = view.getUint32(at + 42, true)
    // Extra fields of the local header may differ from the directory's.
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
    const data = bytes.subarray(start, start + size)
    if (method !== 0 && method !== 8) throw new Error(`${name} is compressed in an unknown way (${method})`)
    arrays.set(name.replace(/\.npy$/, ''), parseNpy(method === 0 ? data : inflateRawSync(data)))
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return arrays
}

function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= 0; at--) if (view.getUint32(at, true) === END) return at
  throw new Error('not a zip file')
}
