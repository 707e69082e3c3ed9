import { trafficCounters } from '../baseline/recent.ts'
import { momentsOf } from '../baseline/rolling-counters.ts'
import type { Moments } from '../baseline/rolling-counters.ts'
import { column } from './catalogue.ts'
import { isTunnel, portClass } from './port-class.ts'
import { amount, bytesOf, put } from './view.ts'
import type { View } from './view.ts'

const hourly: Moments = { mean: NaN, deviation: NaN }

export function writeProtocol(view: View): void {
  const { act } = view
  if (act.kind !== 'flow') return
  const packets = amount(act.packets)
  put(view, column.packets, Math.log1p(packets))
  if (packets > 0) put(view, column.bytes_per_packet, Math.log1p(bytesOf(act) / packets))
  const seconds = Math.max(1, amount(act.duration) / 1000)
  put(view, column.packets_per_second, Math.log1p(packets / seconds))
  const kind = portClass(act.destinationPort)
  put(view, column.web_port, kind === 'web' ? 1 : 0)
  put(view, column.name_port, kind === 'name' ? 1 : 0)
  put(view, column.remote_port, kind === 'remote' ? 1 : 0)
  put(view, column.share_port, kind === 'share' ? 1 : 0)
  put(view, column.tunnel_port, isTunnel(act.transport, act.destinationPort) ? 1 : 0)
  if (act.transport !== '') {
    put(view, column.udp, act.transport === 'udp' ? 1 : 0)
    put(view, column.other_transport, act.transport === 'udp' || act.transport === 'tcp' ? 0 : 1)
  }
  writeGaps(view)
}

function writeGaps(view: View): void {
  const { back, recent, time } = view
  momentsOf(recent.traffic, trafficCounters.gaps, time, hourly)
  put(view, column.flow_gap_mean_1h, hourly.mean)
  put(view, column.flow_gap_deviation_1h, hourly.deviation)
  if (Number.isNaN(view.destination)) return
  put(view, column.destination_gap, back.gap)
  put(view, column.destination_repeats, Math.log1p(back.count))
  put(view, column.beacon_regularity, back.regularity)
}
