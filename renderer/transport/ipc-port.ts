import type { Connect, Port } from './port.ts'

const portMessage = 'sonic-port'

/**
 * Connects over the MessagePorts that the shell posts to the page: one once it has loaded, and a new one whenever the core
 * was started again. One that comes before it is asked for is kept.
 */
export function connectIpc(page: Window): Connect {
  let unused: MessagePort | undefined
  let take: ((port: MessagePort) => void) | undefined
  page.addEventListener('message', (event: MessageEvent<unknown>) => {
    const [port] = event.ports
    if (event.source !== page || event.data !== portMessage || port === undefined) return
    if (take) take(port)
    else unused = port
  })
  return () =>
    new Promise((resolve) => {
      take = (port) => {
        take = undefined
        unused = undefined
        resolve(messagePort(port))
      }
      if (unused) take(unused)
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
