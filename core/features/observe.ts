import { fingerprint } from '../event/fingerprint.ts'
import { touchGaps } from '../baseline/recent-gaps.ts'
import { failureCounters, loginCounters, trafficCounters } from '../baseline/recent.ts'
import { dimensions } from '../baseline/shape.ts'
import { addTo } from '../baseline/rolling-counters.ts'
import { amount, bytesOf, keyOf } from './view.ts'
import type { View } from './view.ts'

/** Counts the act among the recent ones, whatever it is: a burst of failures is what recent counts are for. */
export function observe(view: View): void {
  const { act, recent, time } = view
  recent.forget(time)
  if (view.login) observeLogin(view)
  if (act.mfa === 'failure') addTo(recent.noteFailures(time), failureCounters.mfaRefusals, time, 1)
  if (act.kind === 'flow') observeFlow(view)
  const up = amount(act.bytesUp)
  if (act.kind === 'end' && !Number.isNaN(up)) addTo(recent.noteLogins(), loginCounters.upSession, time, up)
}

function observeLogin(view: View): void {
  const { act, address, entity, failed, recent, source, time } = view
  if (failed) {
    const failures = recent.noteFailures(time)
    addTo(failures, failureCounters.failures, time, 1)
    addTo(failures, failureCounters.failuresDay, time, 1)
    recent.noteReason(fingerprint(act.reason), time)
    source?.noteFailure(time)
  } else {
    const logins = recent.noteLogins()
    addTo(logins, loginCounters.signIns, time, 1)
    addTo(logins, loginCounters.signInsDay, time, 1)
  }
  source?.noteUser(entity, time)
  if (!Number.isNaN(address)) recent.noteSource(address, time)
}

function observeFlow(view: View): void {
  const { act, failed, last, recent, time } = view
  const traffic = recent.noteTraffic()
  addTo(traffic, trafficCounters.flows, time, 1)
  addTo(traffic, trafficCounters.flowsNow, time, 1)
  if (failed) addTo(traffic, trafficCounters.refused, time, 1)
  const destination = keyOf(view, dimensions.destination)
  if (destination !== 0) recent.noteDestination(destination, time)
  if (act.destinationPort > 0) recent.notePort(act.destinationPort, time)
  const up = amount(act.bytesUp)
  if (!Number.isNaN(up)) addTo(traffic, trafficCounters.upFlow, time, up)
  const size = Math.log1p(bytesOf(act))
  if (!Number.isNaN(size)) addTo(traffic, trafficCounters.bytes, time, size)
  if (last.flow <= time) addTo(traffic, trafficCounters.gaps, time, Math.log1p((time - last.flow) / 1000))
  if (!Number.isNaN(view.destination))
    touchGaps(traffic, view.destination ^ act.destinationPort, time, view.back)
}
