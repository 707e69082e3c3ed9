import fc from 'fast-check'
import { Tensor } from 'onnxruntime-node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scaled } from './ensemble-graph.ts'
import { OnnxWriter } from './onnx-writer.ts'
import { floats, openSession } from './open-session.ts'
import { fitScaling, scaleRows } from './scaling.ts'
import { FEATURES, syntheticData } from './synthetic.fixture.ts'

/** Training scales with `scaleRows`, scoring inside the graph: the two must not differ by a bit. */
const scaling = fitScaling(syntheticData(3000, 10).rows, FEATURES)
let session: Awaited<ReturnType<typeof openSession>>

beforeAll(async () => {
  const graph = new OnnxWriter('test')
  const x = graph.input('x', 'float32', ['N', FEATURES])
  graph.output('scaled', scaled(graph, x, scaling), 'float32', ['N', FEATURES])
  session = await openSession(graph.encode())
})
afterAll(() => session.release())

async function inGraph(rows: Float32Array): Promise<Float32Array> {
  const x = new Tensor('float32', rows, [rows.length / FEATURES, FEATURES])
  return floats(await session.run({ x }), 'scaled').slice()
}

test('preprocessing in the graph is that of training, bit for bit', async () => {
  const { rows } = syntheticData(500, 11)
  expect(await inGraph(rows)).toEqual(scaleRows(rows, scaling))
  expect(new Set(scaleRows(rows, scaling)).size).toBeGreaterThan(10_000)
})

test('also of missing, infinite and absurd values', async () => {
  const hostile = fc.float32Array({ minLength: FEATURES, maxLength: FEATURES })
  await fc.assert(
    fc.asyncProperty(hostile, async (row) => {
      const [actual, expected] = [await inGraph(row), scaleRows(row, scaling)]
      // 0 and -0 are the same to every detector.
      expect(actual.map((value) => value + 0)).toEqual(expected.map((value) => value + 0))
    }),
  )
})
