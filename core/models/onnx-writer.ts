import { ProtobufWriter } from './protobuf-writer.ts'

/** The name of a tensor in a graph. */
export type Value = string

type TensorData = Float32Array | Int32Array | BigInt64Array | Uint8Array
export type ElementType = 'float32' | 'int32'
export type Attribute =
  { int: number } | { ints: ArrayLike<number> } | { float: number } | { tensor: TensorData; dims: number[] }

/** ONNX TensorProto.DataType. */
const FLOAT = 1
const UINT8 = 2
const INT32 = 6
const INT64 = 7

const IR_VERSION = 9
const OPSET = 18
const ML_DOMAIN = 'ai.onnx.ml'
const ML_OPSET = 5

/**
 * Builds one ONNX graph node by node and encodes it as a ModelProto (github.com/onnx/onnx, onnx.proto; the numbers
 * below are its field numbers). Opset 18 with ai.onnx.ml 5, IR 9.
 */
export class OnnxWriter {
  readonly #name: string
  readonly #nodes: ProtobufWriter[] = []
  readonly #initializers: ProtobufWriter[] = []
  readonly #inputs: ProtobufWriter[] = []
  readonly #outputs: ProtobufWriter[] = []
  #names = 0

  constructor(name: string) {
    this.#name = name
  }

  /** A dimension that is a string is free and named by it. */
  input(name: string, type: ElementType, dims: (number | string)[]): Value {
    this.#inputs.push(valueInfo(name, type, dims))
    return name
  }

  output(name: string, value: Value, type: ElementType, dims: (number | string)[]): void {
    this.#write('Identity', [value], [name], {})
    this.#outputs.push(valueInfo(name, type, dims))
  }

  /** A constant tensor; without dims it is one-dimensional. */
  constant(data: TensorData, dims: number[] = [data.length]): Value {
    const name = this.#fresh('constant')
    this.#initializers.push(tensor(data, dims).string(8, name))
    return name
  }

  scalar(value: number): Value {
    return this.constant(new Float32Array([value]), [])
  }

  /** An int64 vector, as axes and shapes want it. */
  shape(...values: number[]): Value {
    return this.constant(BigInt64Array.from(values, BigInt))
  }

  /** A node with one output. An empty input name is an omitted optional input. */
  node(op: string, inputs: Value[], attributes: Record<string, Attribute> = {}): Value {
    const output = this.#fresh(op)
    this.#write(op, inputs, [output], attributes)
    return output
  }

  /** A node with several outputs. */
  nodes(op: string, inputs: Value[], outputs: number, attributes: Record<string, Attribute> = {}): Value[] {
    const names = Array.from({ length: outputs }, () => this.#fresh(op))
    this.#write(op, inputs, names, attributes)
    return names
  }

  encode(): Uint8Array {
    const graph = new ProtobufWriter()
    for (const node of this.#nodes) graph.message(1, node)
    graph.string(2, this.#name)
    for (const initializer of this.#initializers) graph.message(5, initializer)
    for (const input of this.#inputs) graph.message(11, input)
    for (const output of this.#outputs) graph.message(12, output)
    return new ProtobufWriter()
      .int(1, IR_VERSION)
      .string(2, 'sonic')
      .message(7, graph)
      .message(8, new ProtobufWriter().string(1, '').int(2, OPSET))
      .message(8, new ProtobufWriter().string(1, ML_DOMAIN).int(2, ML_OPSET))
      .finish()
  }

  #fresh(stem: string): Value {
    return `${stem}_${this.#names++}`
  }

  #write(op: string, inputs: Value[], outputs: Value[], attributes: Record<string, Attribute>): void {
    const node = new ProtobufWriter()
    for (const input of inputs) node.string(1, input)
    for (const output of outputs) node.string(2, output)
    node.string(4, op)
    for (const [name, attribute] of Object.entries(attributes))
      node.message(5, attributeProto(name, attribute))
    if (op === 'TreeEnsemble') node.string(7, ML_DOMAIN)
    this.#nodes.push(node)
  }
}

function attributeProto(name: string, attribute: Attribute): ProtobufWriter {
  const proto = new ProtobufWriter().string(1, name)
  if ('float' in attribute) return proto.float(2, attribute.float).int(20, 1)
  if ('int' in attribute) return proto.int(3, attribute.int).int(20, 2)
  if ('tensor' in attribute) return proto.message(5, tensor(attribute.tensor, attribute.dims)).int(20, 4)
  return proto.packedInts(8, attribute.ints).int(20, 7)
}

function tensor(data: TensorData, dims: number[]): ProtobufWriter {
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  return new ProtobufWriter().packedInts(1, dims).int(2, dataType(data)).bytes(9, raw)
}

function dataType(data: TensorData): number {
  if (data instanceof Float32Array) return FLOAT
  if (data instanceof Int32Array) return INT32
  return data instanceof BigInt64Array ? INT64 : UINT8
}

function valueInfo(name: string, type: ElementType, dims: (number | string)[]): ProtobufWriter {
  const shape = new ProtobufWriter()
  for (const dim of dims) {
    const entry = new ProtobufWriter()
    shape.message(1, typeof dim === 'number' ? entry.int(1, dim) : entry.string(2, dim))
  }
  const tensorType = new ProtobufWriter().int(1, type === 'float32' ? FLOAT : INT32).message(2, shape)
  return new ProtobufWriter().string(1, name).message(2, new ProtobufWriter().message(1, tensorType))
}
