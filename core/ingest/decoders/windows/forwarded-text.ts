/** `03/03/2024 09:15:02 AM`, as Splunk's forwarder writes it in any language of the machine, and the first of its fields. */
const beginning = /^(\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d [AP]M)\r?\n(?=LogName=)/

export function isForwardedText(text: string): boolean {
  return text.charCodeAt(2) === 47 && beginning.test(text.slice(0, 60))
}

/**
 * An event as Splunk's universal forwarder renders it (`renderXml = false`): the time, `NAME=value` a line, and last `Message=` with
 * the text of the event, which goes over many.
 */
export function readForwardedText(text: string): Map<string, unknown> {
  const flat = new Map<string, unknown>()
  const [head = '', time = ''] = beginning.exec(text) ?? []
  if (time !== '') flat.set('TimeCreated', time)
  const rest = text.slice(head.length)
  const at = rest.startsWith('Message=') ? 0 : rest.indexOf('\nMessage=') + 1
  const isTold = at > 0 || rest.startsWith('Message=')
  for (const line of rest.slice(0, isTold ? at : rest.length).split('\n')) {
    const equals = line.indexOf('=')
    if (equals > 0) flat.set(line.slice(0, equals), line.slice(equals + 1).trim())
  }
  if (isTold) flat.set('Message', rest.slice(at + 'Message='.length))
  return flat
}
