import type { LineBatch } from '../sources/line-splitter.ts'

/**
 * Lists of flows within one record, and the lists that lead to them: flow logs of Azure's network security groups and virtual networks
 * (Network Watcher's documentation), and of Tailscale (its API, `/logging/network`).
 */
const lists = new Set(['flows', 'flowGroups', 'flowTuples'])
const kinds = ['virtualTraffic', 'subnetTraffic', 'exitTraffic', 'physicalTraffic'] as const
/** Objects that hold such lists. */
const holders = new Set(['properties', 'flowRecords'])
const marks = ['"flowTuples"', ...kinds.map((kind) => `"${kind}"`)]

const deepest = 6
/** What the records of one may grow to together, characters (ours): each repeats what stands around its flow. */
const mostCharacters = 64 * 2 ** 20

/** A record with several flows becomes one for each, at the same place: the record with that flow alone. */
export function spreadFlows(batch: LineBatch): LineBatch {
  if (!batch.texts.some(mayHold)) return batch
  const texts: string[] = []
  const from: number[] = []
  const firsts = new Map<number, number>()
  for (const [i, text] of batch.texts.entries()) {
    firsts.set(i, texts.length)
    for (const one of mayHold(text) ? flowsOf(text) : [text]) {
      texts.push(one)
      from.push(i)
    }
  }
  const take = (values: readonly number[]): number[] => from.map((i) => values[i] ?? 0)
  const raw = [...(batch.raw ?? [])].map(([i, bytes]) => [firsts.get(i) ?? 0, bytes] as const)
  return {
    texts,
    offsets: take(batch.offsets),
    lengths: take(batch.lengths),
    firstLine: batch.firstLine,
    numbers: from.map((i) => batch.numbers?.[i] ?? batch.firstLine + i),
    overlong: batch.overlong.map((i) => firsts.get(i) ?? 0),
    ...(raw.length === 0 ? {} : { raw: new Map(raw) }),
  }
}

function mayHold(text: string): boolean {
  return text.startsWith('{') && marks.some((mark) => text.includes(mark))
}

function flowsOf(text: string): string[] {
  try {
    const record: unknown = JSON.parse(text)
    const flows = isObject(record) ? [...spread(innermost(record), 0)] : []
    if (flows.length < 2) return [text]
    const texts: string[] = []
    let characters = 0
    for (const flow of flows) {
      const one = JSON.stringify(flow)
      characters += one.length
      if (characters > mostCharacters) return [text]
      texts.push(one)
    }
    return texts
  } catch {
    return [text]
  }
}

/** Of Tailscale's lists what passed inside of the tailnet counts: what carried it has the same bytes once more. */
function innermost(record: Fields): Fields {
  const kind = kinds.find((name) => Array.isArray(record[name]) && record[name].length > 0)
  if (kind === undefined) return record
  return Object.fromEntries(
    Object.entries(record).filter(([name]) => name === kind || !(kinds as readonly string[]).includes(name)),
  )
}

function* spread(record: Fields, depth: number): Generator<Fields> {
  for (const [name, value] of Object.entries(record)) {
    if (depth === deepest) break
    if (Array.isArray(value) && (lists.has(name) || (kinds as readonly string[]).includes(name))) {
      for (const item of value as unknown[]) {
        if (!isObject(item)) yield { ...record, [name]: [item] }
        else for (const inner of spread(item, depth + 1)) yield { ...record, [name]: [inner] }
      }
      return
    }
    if (holders.has(name) && isObject(value)) {
      for (const inner of spread(value, depth + 1)) yield { ...record, [name]: inner }
      return
    }
  }
  yield record
}

type Fields = Readonly<Record<string, unknown>>

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
