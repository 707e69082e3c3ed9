/**
 * birpc messages as JSON text. An error is `{name, message}` on the wire and an Error again on this side; it has to be
 * spelled out because JSON makes `{}` of an Error.
 */
export function encode(message: unknown): string {
  return JSON.stringify(message, (_key, value: unknown) =>
    value instanceof Error ? { name: value.name, message: value.message } : value,
  )
}

export function decode(text: string): unknown {
  const message: unknown = JSON.parse(text)
  if (typeof message !== 'object' || message === null || !('e' in message)) return message
  return { ...message, e: toError(message.e) }
}

function toError(value: unknown): Error {
  if (typeof value === 'string') return new Error(value)
  if (typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string')
    return new Error(value.message)
  return new Error('The core reported an error without a message')
}
