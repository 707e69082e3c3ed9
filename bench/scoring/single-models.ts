import { Tensor } from 'onnxruntime-node'
import { isolationForest, localOutlierFactor, oneClassSvm, scaled } from '../../core/models/ensemble-graph.ts'
import type { StaticDetectors } from '../../core/models/ensemble-graph.ts'
import { HIDDEN } from '../../core/models/lstm.ts'
import type { LstmWeights } from '../../core/models/lstm.ts'
import { OnnxWriter } from '../../core/models/onnx-writer.ts'
import type { Value } from '../../core/models/onnx-writer.ts'
import { openSession } from '../../core/models/open-session.ts'
import { addSequenceModel } from '../../core/models/sequence-graph.ts'

/** Runs one detector on one batch. */
export type SingleModel = () => Promise<unknown>

/** Each detector in a graph of its own, as it stands in the ensemble's, fed with the first `batch` rows. */
export async function openSingleModels(
  { scaling, forest, svm, lof }: StaticDetectors,
  weights: LstmWeights,
  probe: Float32Array,
  batch: number,
): Promise<Record<'iforest' | 'ocsvm' | 'lof' | 'lstm', SingleModel>> {
  const width = scaling.median.length
  const x = new Tensor('float32', probe.slice(0, batch * width), [batch, width])
  const alone = async (add: (graph: OnnxWriter, x: Value) => Value): Promise<SingleModel> => {
    const graph = new OnnxWriter('bench')
    const input = scaled(graph, graph.input('x', 'float32', ['N', width]), scaling)
    graph.output('score', add(graph, input), 'float32', ['N'])
    const session = await openSession(graph.encode())
    return () => session.run({ x })
  }
  return {
    iforest: await alone((graph, input) => isolationForest(graph, input, forest)),
    ocsvm: await alone((graph, input) => oneClassSvm(graph, input, svm, width)),
    lof: await alone((graph, input) => localOutlierFactor(graph, input, lof, width)),
    lstm: await openLstm(weights, batch),
  }
}

/** One step of as many users as the batch has rows. */
async function openLstm(weights: LstmWeights, users: number): Promise<SingleModel> {
  const graph = new OnnxWriter('bench')
  addSequenceModel(graph, weights)
  const session = await openSession(graph.encode())
  const vocabulary = weights.outputBias.length
  const state = () => new Tensor('float32', new Float32Array(users * HIDDEN), [1, users, HIDDEN])
  const count = (of: (user: number) => number) => Int32Array.from({ length: users }, (_, user) => of(user))
  const feeds = {
    tokens: new Tensor(
      'int32',
      count((user) => user % vocabulary),
      [1, users],
    ),
    lengths: new Tensor(
      'int32',
      count(() => 1),
      [users],
    ),
    places: new Tensor(
      'int32',
      count((user) => user),
      [users],
    ),
    h: state(),
    c: state(),
  }
  return () => session.run(feeds)
}
