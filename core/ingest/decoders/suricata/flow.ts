import type { Event } from '../../../event/event.ts'
import type { DecodeContext } from '../../decoder.ts'
import { setTotals } from '../../flow-totals.ts'
import { readIsoTime } from '../../timestamps.ts'
import { compileFields } from '../flat-fields.ts'
import { textOf } from '../flat-values.ts'
import type { Values } from '../flat-values.ts'

const setCounters = compileFields({
  count: {
    'source.bytes': 'flow.bytes_toserver',
    'source.packets': 'flow.pkts_toserver',
    'destination.bytes': 'flow.bytes_toclient',
    'destination.packets': 'flow.pkts_toclient',
  },
})

/** The `flow` object: complete in a `flow` record, so far in an `alert`. */
export function readFlow(event: Event, values: Values, context: DecodeContext): void {
  setCounters(event, values)
  setTotals(event)
  setTimes(event, values, 'flow', context)
  const state = textOf(values, 'flow.state')
  const reason = textOf(values, 'flow.reason')
  if (state === 'new') event['event.type'] = [...(event['event.type'] ?? []), 'start']
  if (state === 'closed') event['event.type'] = [...(event['event.type'] ?? []), 'end']
  if (state !== undefined) event['event.reason'] = reason === undefined ? state : `${state}, ${reason}`
  if (state !== undefined && isUnanswered(event, state)) event['event.outcome'] = 'failure'
  if (textOf(values, 'flow.action') === 'drop') event['event.outcome'] = 'failure'
}

/** TCP to which nobody replied, or only with the reset that refuses a connection: an accepted one takes two packets. */
function isUnanswered(event: Event, state: string): boolean {
  const answered = event['destination.packets'] ?? 0
  return event['network.transport'] === 'tcp' && (answered === 0 || (state === 'closed' && answered <= 1))
}

const setOneWay = compileFields({
  count: { 'source.bytes': 'netflow.bytes', 'source.packets': 'netflow.pkts' },
})

/** A `netflow` record tells one direction. */
export function readNetflow(event: Event, values: Values, context: DecodeContext): void {
  setOneWay(event, values)
  if (event['source.bytes'] !== undefined) event['network.bytes'] = event['source.bytes']
  if (event['source.packets'] !== undefined) event['network.packets'] = event['source.packets']
  setTimes(event, values, 'netflow', context)
}

function setTimes(event: Event, values: Values, part: string, { zoneOffset }: DecodeContext): void {
  const start = readIsoTime(textOf(values, `${part}.start`) ?? '', 0, zoneOffset)
  const end = readIsoTime(textOf(values, `${part}.end`) ?? '', 0, zoneOffset)
  if (!Number.isNaN(start)) event['event.start'] = start
  if (!Number.isNaN(end)) event['event.end'] = end
  if (end >= start) event['event.duration'] = (end - start) * 1e6
}
