import { Tensor } from 'onnxruntime-node'
import { expect, test } from 'vitest'
import { OnnxWriter } from './onnx-writer.ts'
import { floats, openSession } from './open-session.ts'
import { ProtobufWriter } from './protobuf-writer.ts'

test('integers are varints, negative ones ten bytes of two’s complement', () => {
  expect([...new ProtobufWriter().int(1, 300).finish()]).toEqual([0x08, 0xac, 0x02])
  expect([...new ProtobufWriter().int(1, -1).finish()]).toEqual([0x08, ...new Uint8Array(9).fill(0xff), 0x01])
  expect([...new ProtobufWriter().int(20, 7).finish()]).toEqual([0xa0, 0x01, 0x07])
})

test('strings, floats, messages and packed integers follow the wire format', () => {
  expect([...new ProtobufWriter().string(2, 'testing').finish()]).toEqual([
    0x12,
    7,
    ...new TextEncoder().encode('testing'),
  ])
  expect([...new ProtobufWriter().float(2, 1).finish()]).toEqual([0x15, 0, 0, 0x80, 0x3f])
  expect([...new ProtobufWriter().message(3, new ProtobufWriter().int(1, 150)).finish()]).toEqual([
    0x1a, 3, 0x08, 0x96, 0x01,
  ])
  expect([...new ProtobufWriter().packedInts(6, [3, 270, 86942]).finish()]).toEqual([
    0x32, 6, 3, 0x8e, 0x02, 0x9e, 0xa7, 0x05,
  ])
})

test('a message larger than the first buffer is written whole', () => {
  const long = 'x'.repeat(100_000)
  expect(new ProtobufWriter().string(1, long).finish()).toHaveLength(100_000 + 4)
})

test('ONNX Runtime runs a written graph with free dimensions, constants, attributes and several outputs', async () => {
  const graph = new OnnxWriter('test')
  const x = graph.input('x', 'float32', ['N', 4])
  const shifted = graph.node('Add', [x, graph.constant(Float32Array.of(1, 2, 3, 4))])
  const [first = '', second = ''] = graph.nodes('Split', [shifted], 2, {
    axis: { int: -1 },
    num_outputs: { int: 2 },
  })
  graph.output('first', graph.node('LeakyRelu', [first], { alpha: { float: 0.5 } }), 'float32', ['N', 2])
  graph.output('second', graph.node('Transpose', [second], { perm: { ints: [1, 0] } }), 'float32', [2, 'N'])
  const session = await openSession(graph.encode())
  const results = await session.run({
    x: new Tensor('float32', Float32Array.of(0, -4, 1, 1, 10, 10, 10, 10), [2, 4]),
  })
  expect([...floats(results, 'first')]).toEqual([1, -1, 11, 12])
  expect([...floats(results, 'second')]).toEqual([4, 13, 5, 14])
  expect(() => floats(results, 'third')).toThrow('no float32 output "third"')
  await session.release()
})
