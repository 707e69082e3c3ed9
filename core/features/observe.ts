import { entityCounters, sourceCounters } from '../baseline/recent.ts'
import { amount, scopeOf } from './view.ts'
import type { View } from './view.ts'

/** Counts the act among the recent ones, whatever it is: a burst of failures is what recent counts are for. */
export function observe(view: View): void {
  const { act, recent, time } = view
  const { counters } = recent
  if (view.login) observeLogin(view)
  if (act.mfa === 'failure') counters.add(entityCounters.mfaRefusals, time, 1)
  if (act.kind === 'flow') observeFlow(view)
  if (act.kind !== 'flow' && act.kind !== 'end') return
  const up = amount(act.bytesUp)
  if (!Number.isNaN(up)) counters.add(entityCounters[scopeOf(act).up], time, up)
}

function observeLogin(view: View): void {
  const { address, entity, failed, recent, source, time } = view
  if (failed) {
    recent.counters.add(entityCounters.failures, time, 1)
    recent.counters.add(entityCounters.failuresDay, time, 1)
    source?.counters.add(sourceCounters.failures, time, 1)
  } else {
    recent.counters.add(entityCounters.signIns, time, 1)
    recent.counters.add(entityCounters.signInsDay, time, 1)
  }
  source?.users.touch(entity, time)
  if (!Number.isNaN(address)) recent.sources.touch(address, time)
}

function observeFlow(view: View): void {
  const { act, failed, keys, recent, time } = view
  recent.counters.add(entityCounters.flows, time, 1)
  recent.counters.add(entityCounters.flowsNow, time, 1)
  if (failed) recent.counters.add(entityCounters.refused, time, 1)
  if (!Number.isNaN(keys.destination)) recent.destinations.touch(keys.destination, time)
  if (act.destinationPort > 0) recent.ports.touch(act.destinationPort, time)
}
