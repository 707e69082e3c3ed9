import { fingerprint } from '../baseline/fingerprint.ts'
import { RecentGaps } from '../baseline/recent-gaps.ts'
import { RecentReasons } from '../baseline/recent-reasons.ts'
import { loginCounters, trafficCounters } from '../baseline/recent.ts'
import { amount, bytesOf } from './view.ts'
import type { View } from './view.ts'

/** Counts the act among the recent ones, whatever it is: a burst of failures is what recent counts are for. */
export function observe(view: View): void {
  const { act, recent, time } = view
  if (view.login) observeLogin(view)
  if (act.mfa === 'failure') recent.noteLogins().add(loginCounters.mfaRefusals, time, 1)
  if (act.kind === 'flow') observeFlow(view)
  const up = amount(act.bytesUp)
  if (act.kind === 'end' && !Number.isNaN(up)) recent.noteLogins().add(loginCounters.upSession, time, up)
}

function observeLogin(view: View): void {
  const { act, address, entity, failed, recent, source, time } = view
  const logins = recent.noteLogins()
  if (failed) {
    logins.add(loginCounters.failures, time, 1)
    logins.add(loginCounters.failuresDay, time, 1)
    recent.reasons ??= new RecentReasons()
    recent.reasons.add(fingerprint(act.reason), time)
    source?.noteFailure(time)
  } else {
    logins.add(loginCounters.signIns, time, 1)
    logins.add(loginCounters.signInsDay, time, 1)
  }
  source?.users.touch(entity, time)
  if (!Number.isNaN(address)) recent.noteSource(address, time)
}

function observeFlow(view: View): void {
  const { act, failed, keys, recent, time } = view
  const traffic = recent.noteTraffic()
  traffic.add(trafficCounters.flows, time, 1)
  traffic.add(trafficCounters.flowsNow, time, 1)
  if (failed) traffic.add(trafficCounters.refused, time, 1)
  if (!Number.isNaN(keys.destination)) recent.noteDestination(keys.destination, time)
  if (act.destinationPort > 0) recent.notePort(act.destinationPort, time)
  const up = amount(act.bytesUp)
  if (!Number.isNaN(up)) traffic.add(trafficCounters.upFlow, time, up)
  const size = Math.log1p(bytesOf(act))
  if (!Number.isNaN(size)) traffic.add(trafficCounters.bytes, time, size)
  if (recent.lastFlow <= time)
    traffic.add(trafficCounters.gaps, time, Math.log1p((time - recent.lastFlow) / 1000))
  if (act.destinationIp === '') return
  recent.gaps ??= new RecentGaps()
  recent.gaps.touch(fingerprint(act.destinationIp) ^ act.destinationPort, time)
}
