import type { Values } from './flat-values.ts'
import { jsonProduct } from './json-product.ts'
import { readRecord } from './suricata/read-record.ts'

/** What no other product has beside `event_type`. */
const marks = ['flow_id', 'in_iface', 'pcap_cnt', 'stats.uptime']
const ends = ['src_ip', 'dest_ip', 'proto']

const markTexts = ['"flow_id":', '"in_iface":', '"pcap_cnt":', '"stats":{"uptime":']

/** Suricata's EVE: one JSON object a record, in a file or sent by syslog. */
export const suricata = jsonProduct({
  name: 'suricata',
  title: 'Suricata EVE (JSON)',
  marks: [...markTexts.map((mark) => [mark]), ends.map((name) => `"${name}":`)].map((group) => [
    '"event_type":',
    '"timestamp":',
    ...group,
  ]),
  openObject: (context) => (flat) => (isEve(flat) ? readRecord(flat, context) : undefined),
})

function isEve(flat: Values): boolean {
  const has = (name: string) => flat.get(name) !== undefined
  return has('event_type') && has('timestamp') && (marks.some(has) || ends.every(has))
}
