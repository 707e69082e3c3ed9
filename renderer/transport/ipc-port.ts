import type { Port } from './port.ts'

const portMessage = 'sonic-port'

/** The shell posts a MessagePort to the page once it has loaded, and a new one whenever the core was started anew. */
export function connectIpc(): Promise<Port> {
  return new Promise((resolve) => {
    const receive = (event: MessageEvent<unknown>) => {
      const [port] = event.ports
      if (event.source !== window || event.data !== portMessage || port === undefined) return
      window.removeEventListener('message', receive)
      resolve(messagePort(port))
    }
    window.addEventListener('message', receive)
  })
}

/** A MessagePort tells of its other end's death by `close`. */
export function messagePort(port: MessagePort): Port {
  return {
    post(message) {
      port.postMessage(message)
    },
    onMessage(handler) {
      port.addEventListener('message', (event: MessageEvent<unknown>) => {
        if (typeof event.data === 'string') handler(event.data)
      })
      port.start()
    },
    onClose(handler) {
      port.addEventListener('close', handler, { once: true })
    },
  }
}
