import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { parseNpy } from './npy.ts'
import { parseNpz } from './npz.ts'

function npy(descr: string, shape: string, data: Uint8Array, isFortran = false): Buffer {
  const order = isFortran ? 'True' : 'False'
  const header = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': (${shape}), }`.padEnd(117) + '\n'
  return Buffer.concat([
    Buffer.from('\x93NUMPY\x01\x00', 'latin1'),
    Buffer.from([header.length, 0]),
    Buffer.from(header),
    data,
  ])
}

const bytesOf = (array: Float64Array | BigInt64Array) => new Uint8Array(array.buffer)

describe('npy', () => {
  test('doubles in rows, and in columns', () => {
    const data = bytesOf(Float64Array.of(1, 2, 3, 4, 5, 6))
    expect(parseNpy(npy('<f8', '2, 3', data))).toEqual({
      shape: [2, 3],
      values: Float64Array.of(1, 2, 3, 4, 5, 6),
    })
    expect(parseNpy(npy('<f8', '2, 3', data, true)).values).toEqual(Float64Array.of(1, 3, 5, 2, 4, 6))
  })

  test('integers in one dimension', () => {
    expect(parseNpy(npy('<i8', '2,', bytesOf(BigInt64Array.of(-1n, 7n))))).toEqual({
      shape: [2],
      values: Float64Array.of(-1, 7),
    })
  })

  test('objects and other files are refused', () => {
    expect(() => parseNpy(npy('|O', '1,', Buffer.alloc(8)))).toThrow('|O')
    expect(() => parseNpy(Buffer.from('PK and more'))).toThrow('not an npy')
  })
})

test('npz: stored and deflated entries, with an extra field in the local header', () => {
  const x = npy('<f8', '1, 2', bytesOf(Float64Array.of(0.5, -2)))
  const y = npy('<i8', '1,', bytesOf(BigInt64Array.of(1n)))
  const arrays = parseNpz(zip([entry('X.npy', x, 0), entry('y.npy', y, 8)]))
  expect([...arrays.keys()]).toEqual(['X', 'y'])
  expect(arrays.get('X')).toEqual({ shape: [1, 2], values: Float64Array.of(0.5, -2) })
  expect(arrays.get('y')?.values).toEqual(Float64Array.of(1))
  expect(() => parseNpz(Buffer.alloc(40))).toThrow('not a zip')
})

function entry(name: string, content: Buffer, method: number) {
  return { name: Buffer.from(name), data: method === 8 ? deflateRawSync(content) : content, method }
}

function zip(entries: ReturnType<typeof entry>[]): Buffer {
  const extra = Buffer.alloc(4)
  let offset = 0
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  for (const { name, data, method } of entries) {
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(name.length, 26)
    local.writeUInt16LE(extra.length, 28)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(method, 10)
    central.writeUInt32LE(data.length, 20)
    central.writeUInt16LE(name.length, 28)
    central.writeUInt32LE(offset, 42)
    locals.push(local, name, extra, data)
    directory.push(central, name)
    offset += 30 + name.length + extra.length + data.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, ...directory, end])
}
