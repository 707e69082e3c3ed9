import type { Port } from './port.ts'

/** The page and its socket have one origin, so the address follows from the page's. */
export function socketUrl(page: { protocol: string; host: string }): string {
  const scheme = page.protocol === 'https:' ? 'wss' : 'ws'
  return `${scheme}://${page.host}/rpc`
}

export function connectWebSocket(url: string): Promise<Port> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url)
    socket.addEventListener('open', () => resolve(socketPort(socket)), { once: true })
    // A browser tells nobody why a socket was refused; afterwards a port's `onClose` handles it.
    socket.addEventListener('close', () => reject(new Error('Sonic does not answer')), { once: true })
  })
}

function socketPort(socket: WebSocket): Port {
  return {
    post(message) {
      socket.send(message)
    },
    onMessage(handler) {
      socket.addEventListener('message', (event: MessageEvent<unknown>) => {
        if (typeof event.data === 'string') handler(event.data)
      })
    },
    onClose(handler) {
      if (socket.readyState >= WebSocket.CLOSING) queueMicrotask(handler)
      else socket.addEventListener('close', handler, { once: true })
    },
  }
}
