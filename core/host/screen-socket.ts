import type { WebSocket } from 'ws'
import type { Channel } from './rpc.ts'

/**
 * Bytes that may wait for a screen that does not read; beyond it the screen is cut off, and loads anew when it is back.
 * The largest answers, those of a whole workspace, are tens of megabytes.
 */
const defaultMostUnread = 256 * 2 ** 20

/** A screen's WebSocket as a text channel. What is no text, or no proper frame, ends the connection and nothing else. */
export function webSocketChannel(ws: WebSocket, mostUnread = defaultMostUnread): Channel {
  ws.on('error', () => ws.terminate())
  return {
    post: (text) => {
      if (ws.bufferedAmount > mostUnread) ws.terminate()
      else if (ws.readyState === ws.OPEN) ws.send(text)
    },
    onMessage: (handler) =>
      ws.on('message', (data: Buffer, isBinary) => !isBinary && handler(data.toString('utf8'))),
    onClose: (handler) => ws.on('close', handler),
  }
}
