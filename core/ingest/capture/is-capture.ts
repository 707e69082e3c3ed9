import { isPcap } from './pcap-parser.ts'
import { isPcapng } from './pcapng-parser.ts'

/** Whether a file that begins with these bytes is a packet capture. */
export function isCapture(head: Buffer): boolean {
  return isPcap(head) || isPcapng(head)
}
