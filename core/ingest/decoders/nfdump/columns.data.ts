export type NfdumpColumn =
  | 'first'
  | 'last'
  | 'duration'
  | 'transport'
  | 'source'
  | 'sourcePort'
  | 'destination'
  | 'destinationPort'
  | 'sentPackets'
  | 'sentBytes'
  | 'receivedPackets'
  | 'receivedBytes'
  | 'forwarding'
  | 'router'
  | 'user'

const names: Record<NfdumpColumn, string> = {
  first: 'ts firstSeen',
  last: 'te lastSeen',
  duration: 'td duration',
  transport: 'pr proto',
  source: 'sa srcAddr',
  sourcePort: 'sp srcPort',
  destination: 'da dstAddr',
  destinationPort: 'dp dstPort',
  sentPackets: 'ipkt pkt packets inPackets',
  sentBytes: 'ibyt byt bytes inBytes',
  receivedPackets: 'opkt outPackets',
  receivedBytes: 'obyt outBytes',
  forwarding: 'fwd fwdStatus',
  router: 'ra routerIP exporterIP',
  user: 'uname userName',
}

/** What nfdump calls its columns in CSV: short names to 1.7.4, long ones from 1.7.5 on and in `csv-fast`. */
export const nfdumpColumns: ReadonlyMap<string, NfdumpColumn> = new Map(
  (Object.entries(names) as [NfdumpColumn, string][]).flatMap(([column, text]) =>
    text.split(' ').map((name): [string, NfdumpColumn] => [name, column]),
  ),
)

/** `-o csv` of 1.6, for tables that have lost their header. */
export const defaultColumns = 'ts,te,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt,opkt,obyt'
/** `-o csv` of 1.7.5. */
export const defaultLongColumns =
  'firstSeen,duration,proto,srcAddr,srcPort,dstAddr,dstPort,packets,bytes,flows'
