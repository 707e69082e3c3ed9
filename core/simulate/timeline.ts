import type { Action } from './action.ts'
import { Heap } from './heap.ts'

interface Waiting {
  action: Action
  /** Where the next one comes from; a flow's close comes from nowhere. */
  source: Iterator<Action> | undefined
}

/**
 * All sources in one order of time. Each source must itself be ordered. A flow's close is put in at its time.
 * Holds one action a source and the open flows, however long the period.
 */
export function* timeline(sources: Iterable<Iterable<Action>>): Generator<Action> {
  const heap = new Heap<Waiting>()
  const advance = (source: Iterator<Action>) => {
    const next = source.next()
    if (!next.done) heap.push(next.value.time, { action: next.value, source })
  }
  for (const source of sources) advance(source[Symbol.iterator]())
  for (let waiting = heap.pop(); waiting; waiting = heap.pop()) {
    const { action, source } = waiting
    yield action
    if (action.kind === 'open' && action.flow.outcome !== 'denied') {
      const time = action.time + action.flow.duration
      const { tunnel, flow, mark } = action
      heap.push(time, { action: { kind: 'close', time, tunnel, flow, mark }, source: undefined })
    }
    if (source) advance(source)
  }
}
