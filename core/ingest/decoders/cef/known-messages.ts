import type { Event } from '../../../event/event.ts'
import { verdictOfMessage } from '../cisco-asa/decode.ts'

/** Sign-ins of Windows, by the number of the event. */
const windowsSignIns = new Map<string, 'success' | 'failure' | undefined>([
  ['4624', 'success'],
  ['4625', 'failure'],
  ['4648', undefined],
  ['4768', undefined],
  ['4771', 'failure'],
  ['4776', undefined],
])

/** What the number of a message tells where a connector passes on another product's records: Cisco's ASA and the Windows event log. */
export function setKnownMessage(event: Event, vendor: string, product: string, code: string): void {
  const id = code.slice(code.lastIndexOf(':') + 1)
  if (/^cisco$/i.test(vendor) && /^(?:ASA|PIX|FTD|FWSM)/i.test(product)) setCisco(event, id)
  else if (/^microsoft$/i.test(vendor) && windowsSignIns.has(id)) setWindows(event, id)
}

function setCisco(event: Event, id: string): void {
  const verdict = verdictOfMessage(id)
  if (verdict === undefined) return
  event['event.action'] ??= verdict.action
  event['event.category'] ??= verdict.category
  event['event.type'] ??= verdict.type
  if (verdict.outcome !== undefined) event['event.outcome'] ??= verdict.outcome
  if (verdict.step !== undefined) event['vpn.step'] = verdict.step
}

function setWindows(event: Event, id: string): void {
  event['event.category'] ??= ['authentication']
  event['event.type'] ??= ['start']
  const outcome = windowsSignIns.get(id)
  if (outcome !== undefined) event['event.outcome'] ??= outcome
  if (event['event.outcome'] !== undefined && event['source.ip'] !== undefined) event['vpn.step'] = 'attempt'
}
