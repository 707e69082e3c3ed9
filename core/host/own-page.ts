import type { IncomingMessage } from 'node:http'

/** Whether a request names this host: another name that leads to 127.0.0.1 is DNS rebinding. */
export function isOwnHost({ headers }: IncomingMessage, port: number): boolean {
  return headers.host === `127.0.0.1:${port}` || headers.host === `localhost:${port}`
}

/** Whether a request comes from one of this host's own pages. A browser says so with every upload and WebSocket. */
export function isOwnPage(request: IncomingMessage, port: number): boolean {
  const { origin, host } = request.headers
  return isOwnHost(request, port) && origin === `http://${host}`
}
