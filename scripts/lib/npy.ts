/** An array as numpy stores it, with its values as numbers in C order. */
export interface NumpyArray {
  shape: number[]
  values: Float64Array
}

type Read = (view: DataView, at: number) => number
const readers: Record<string, [size: number, read: Read]> = {
  '<f8': [8, (view, at) => view.getFloat64(at, true)],
  '<f4': [4, (view, at) => view.getFloat32(at, true)],
  '<i8': [8, (view, at) => Number(view.getBigInt64(at, true))],
  '<u8': [8, (view, at) => Number(view.getBigUint64(at, true))],
  '<i4': [4, (view, at) => view.getInt32(at, true)],
  '<i2': [2, (view, at) => view.getInt16(at, true)],
  '|i1': [1, (view, at) => view.getInt8(at)],
  '|u1': [1, (view, at) => view.getUint8(at)],
  '|b1': [1, (view, at) => view.getUint8(at)],
}

/**
 * Parses the .npy format, versions 1 to 3 (numpy.lib.format): magic, header length, a Python literal, raw values.
 * @throws Error for what is no array of numbers in little-endian order
 */
export function parseNpy(bytes: Uint8Array): NumpyArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (Buffer.from(bytes.subarray(0, 6)).toString('latin1') !== '\x93NUMPY') throw new Error('not an npy file')
  const isFirstVersion = view.getUint8(6) === 1
  const start = isFirstVersion ? 10 : 12
  const end = start + (isFirstVersion ? view.getUint16(8, true) : view.getUint32(8, true))
  const header = Buffer.from(bytes.subarray(start, end)).toString('latin1')
  const descr = /'descr': '([^']{1,8})'/.exec(header)?.[1] ?? ''
  const dims = /'shape': \(([\d, ]{0,100})\)/.exec(header)?.[1]
  const reader = readers[descr]
  if (dims === undefined || !reader)
    throw new Error(`npy arrays of ${descr || 'this type'} are not supported`)
  const shape = dims.split(',').flatMap((dim) => (dim.trim() === '' ? [] : Number(dim)))
  const [size, read] = reader
  const count = shape.reduce((product, dim) => product * dim, 1)
  const stored = Float64Array.from({ length: count }, (_, i) => read(view, end + i * size))
  return { shape, values: header.includes("'fortran_order': True") ? toRowMajor(stored, shape) : stored }
}

function toRowMajor(stored: Float64Array, shape: number[]): Float64Array {
  const [rows = 1, columns = 1] = shape
  if (shape.length > 2) throw new Error('npy arrays in Fortran order have at most two dimensions here')
  return stored.map((_, i) => stored[(i % columns) * rows + Math.floor(i / columns)] ?? Number.NaN)
}
