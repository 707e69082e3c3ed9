import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'

/** What xl2tpd and pptpd say of the outer connection; the person is pppd's to tell. */
const messages: readonly (readonly [text: string, action: string, type: string])[] = [
  ['Connection established to ', 'tunnel-established', 'start'],
  ['Call established with ', 'call-established', 'start'],
  ['Connection closed to ', 'tunnel-closed', 'end'],
  ['Client ', 'control-connection', 'info'],
]

/** `control_finish: Connection established to 192.0.2.7, 1701.  Local: 1, …`, `CTRL: Client 192.0.2.7 control connection started`. */
export function readTunnelDaemon(event: Event, message: string): void {
  for (const [text, action, type] of messages) {
    const at = message.indexOf(text)
    if (at < 0) continue
    const [word = ''] = message.slice(at + text.length).split(/[ ,]/, 1)
    if (!isAddress(word)) continue
    event['source.ip'] = event['client.ip'] = word
    event['event.action'] = action
    event['event.type'] = message.endsWith(' control connection finished') ? ['end'] : [type]
    return
  }
}
