import type { OutgoingMessage } from './kafka-client.ts'

/** All messages of a request become one batch, and a broker refuses batches over 1 MiB unless told otherwise. */
const mostBytes = 900_000
/** About what the protocol adds to a message. */
const overhead = 100

/** In their order, as many at a time as a broker takes. One that is larger by itself stands alone. */
export function cutMessages<Message extends OutgoingMessage>(messages: readonly Message[]): Message[][] {
  const parts: Message[][] = []
  let bytes = Infinity
  for (const message of messages) {
    const size = (message.value?.length ?? 0) + message.key.length + overhead
    if (bytes + size > mostBytes) {
      parts.push([])
      bytes = 0
    }
    parts.at(-1)?.push(message)
    bytes += size
  }
  return parts
}
