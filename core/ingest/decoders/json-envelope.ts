type Flat = ReadonlyMap<string, unknown>

/** Where shippers keep the line they carry: ECS, Filebeat, Fluent Bit, Splunk, journald, Docker. In order of trust. */
const lineKeys = [
  'event.original',
  'message',
  '_raw',
  'result._raw',
  'log',
  'event',
  'msg',
  'raw',
  'payload',
  'line',
]

/** The record without the envelope of Kafka Connect (`schema`, `payload`) or of Splunk's HTTP event collector. */
export function unwrap(flat: Flat): Flat {
  if (flat.has('schema') || flat.has('schema.type')) return inside(flat, 'payload.') ?? flat
  if (flat.has('sourcetype') && flat.has('time')) return inside(flat, 'event.', ['time', 'host']) ?? flat
  return flat
}

/** undefined where nothing is inside. What the envelope itself knows and the record does not comes along. */
function inside(flat: Flat, prefix: string, kept: readonly string[] = []): Flat | undefined {
  const inner = new Map<string, unknown>()
  for (const [key, value] of flat) if (key.startsWith(prefix)) inner.set(key.slice(prefix.length), value)
  if (inner.size === 0) return undefined
  for (const key of kept) if (!inner.has(key)) inner.set(key, flat.get(key))
  return inner
}

/** The lines that a record may carry, likeliest first. */
export function* carriedLines(flat: Flat): Generator<string> {
  const message = textOf(flat.get('MESSAGE'))
  if (message !== undefined) {
    yield message
    yield* journalLine(flat, message)
  }
  for (const key of lineKeys) {
    const text = flat.get(key)
    if (typeof text === 'string') yield text
  }
}

/** journald cuts the header off; with it the line is again what the program's decoder knows. */
function* journalLine(flat: Flat, message: string): Generator<string> {
  const name = textOf(flat.get('SYSLOG_IDENTIFIER')) ?? textOf(flat.get('_COMM'))
  const micros = Number(flat.get('_SOURCE_REALTIME_TIMESTAMP') ?? flat.get('__REALTIME_TIMESTAMP'))
  if (name === undefined || !(micros > 0 && micros < 8e18)) return
  const pid = textOf(flat.get('SYSLOG_PID')) ?? textOf(flat.get('_PID'))
  const time = new Date(Math.floor(micros / 1000)).toISOString()
  yield `${time} ${textOf(flat.get('_HOSTNAME')) ?? '-'} ${name}${pid === undefined ? '' : `[${pid}]`}: ${message}`
}

/** journald writes what is not printable UTF-8 as a list of bytes. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (!Array.isArray(value) || !value.every((byte) => typeof byte === 'number')) return undefined
  return Buffer.from(value as number[]).toString('utf8')
}
