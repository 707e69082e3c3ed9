import type { Act } from '../event/act.ts'
import { Reject, type Event } from '../event/event.ts'
import type { Decoder } from '../ingest/decoder.ts'
import { ActAssembler } from './act-assembler.ts'
import type { AssemblerOptions } from './act-assembler.ts'

export const nowhere = { lookup: () => undefined }
export const noon = Date.UTC(2026, 2, 2, 12)
export const second = 1_000

/** A record of an ASA called `vpn-gw`, `at` seconds after noon. */
export function asa(at: number, code: string, fields: Partial<Event>): Event {
  return {
    '@timestamp': noon + at * second,
    'event.code': code,
    'observer.vendor': 'Cisco',
    'observer.product': 'asa',
    'observer.hostname': 'vpn-gw',
    ...fields,
  }
}

export function assembler(options: Partial<AssemblerOptions> = {}): ActAssembler {
  return new ActAssembler({ geo: nowhere, asn: nowhere, ...options })
}

/** Pushes events as the lines of `test.log`, 100 bytes each. */
export function pushAll(target: ActAssembler, events: readonly Event[], out: Act[] = []): Act[] {
  for (const [line, event] of events.entries()) {
    target.push(
      event,
      { source: 'test.log', offset: line * 100, length: 99, line: line + 1 },
      `line ${line + 1}`,
      out,
    )
  }
  return out
}

export function assemble(events: readonly Event[], options?: Partial<AssemblerOptions>): Act[] {
  const target = assembler(options)
  const out = pushAll(target, events)
  target.flush(out)
  return out
}

/** Acts of the lines that a decoder reads; the others are left. */
export function actsOf(decoder: Decoder, lines: readonly string[]): Act[] {
  const decode = decoder.open({ zoneOffset: 0, year: 2026 })
  return assemble(
    lines.flatMap((line) => {
      const event = decode(line)
      return event === undefined || event instanceof Reject ? [] : event
    }),
  )
}
