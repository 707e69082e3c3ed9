import type { IncomingMessage } from 'node:http'

/** Whether a request names this host: another name that leads to 127.0.0.1 is DNS rebinding. */
export function isOwnHost({ headers }: IncomingMessage, port: number): boolean {
  return hosts(port).includes(headers.host ?? '')
}

/** Whether a request comes from one of this host's own pages. A browser says so with every upload and WebSocket. */
export function isOwnPage({ headers }: IncomingMessage, port: number): boolean {
  return hosts(port).some((host) => headers.origin === `http://${host}`)
}

function hosts(port: number): string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`]
}
