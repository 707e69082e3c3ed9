import type { Act } from '../../event/act.ts'

/**
 * What the person sent in a flow, of a question-and-answer protocol: bytes, NaN where unknown, and packets, at least 1.
 * Where a record has only the sums of both directions, half of them. Packets are such a sum, except in a record of
 * one direction alone (AWS VPC, NetFlow), which has no bytes that came back.
 */
export function sentOf({ bytesUp, bytesDown, bytesTotal, packets }: Act): { bytes: number; packets: number } {
  const isSum = bytesDown > 0 || !(bytesUp >= 0)
  const sent = packets > 1 ? (isSum ? Math.ceil(packets / 2) : packets) : 1
  return { bytes: bytesUp >= 0 ? bytesUp : (bytesTotal ?? Number.NaN) / 2, packets: sent }
}
