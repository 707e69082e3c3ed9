import { trafficCounters } from '../baseline/recent.ts'
import { countRecent } from '../baseline/recent-set.ts'
import { sumOf } from '../baseline/rolling-counters.ts'
import { dimensions } from '../baseline/shape.ts'
import { column } from './catalogue.ts'
import { isSensitive } from './port-class.ts'
import { noveltyOf, put } from './view.ts'
import type { View } from './view.ts'
import { hour, minute } from '../event/time-units.ts'

const { flows, flowsNow, refused } = trafficCounters

export function writeTopology(view: View): void {
  const { act, recent, time } = view
  if (act.kind !== 'flow') return
  const { traffic } = recent
  put(view, column.destinations_1h, Math.log1p(countRecent(recent.destinations, time, hour)))
  put(view, column.ports_1m, Math.log1p(countRecent(recent.ports, time, minute)))
  put(view, column.sensitive_port, isSensitive(act.destinationPort) ? 1 : 0)
  put(view, column.external_destination, view.internal ? 0 : 1)
  const total = sumOf(traffic, flows, time, 10 * minute)
  if (total > 0) put(view, column.refused_ratio_10m, sumOf(traffic, refused, time, 10 * minute) / total)
  put(view, column.destination_novelty, noveltyOf(view, dimensions.destination))
  put(view, column.service_novelty, noveltyOf(view, dimensions.service))
  put(view, column.destination_country_novelty, noveltyOf(view, dimensions.destinationCountry))
  put(view, column.flows_1m, Math.log1p(sumOf(traffic, flowsNow, time, minute)))
}
