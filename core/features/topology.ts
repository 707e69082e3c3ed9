import { hourMs, minuteMs, trafficCounters } from '../baseline/recent.ts'
import { isInternal } from './address.ts'
import { column } from './catalogue.ts'
import { isSensitive } from './port-class.ts'
import { noveltyOf, put } from './view.ts'
import type { View } from './view.ts'

const { flows, flowsNow, refused } = trafficCounters

export function writeTopology(view: View): void {
  const { act, recent, time } = view
  if (act.kind !== 'flow') return
  const { traffic } = recent
  put(view, column.destinations_1h, Math.log1p(recent.destinations.count(time, hourMs)))
  put(view, column.ports_1m, Math.log1p(recent.ports.count(time, minuteMs)))
  put(view, column.sensitive_port, isSensitive(act.destinationPort) ? 1 : 0)
  put(view, column.external_destination, isInternal(act.destinationIp) ? 0 : 1)
  const total = traffic.sum(flows, time, 10 * minuteMs)
  if (total > 0) put(view, column.refused_ratio_10m, traffic.sum(refused, time, 10 * minuteMs) / total)
  put(view, column.destination_novelty, noveltyOf(view, 'destination'))
  put(view, column.service_novelty, noveltyOf(view, 'service'))
  put(view, column.destination_country_novelty, noveltyOf(view, 'destinationCountry'))
  put(view, column.flows_1m, Math.log1p(traffic.sum(flowsNow, time, minuteMs)))
}
