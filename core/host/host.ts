import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { getRequestListener } from '@hono/node-server'
import { WebSocketServer } from 'ws'
import { createApp, type AppOptions } from './app.ts'
import { isOwnHost, isOwnPage } from './own-page.ts'
import { refuse } from './refuse.ts'
import { serveScreen } from './rpc.ts'
import { webSocketChannel } from './screen-socket.ts'
import { securityHeaders } from './security-policy.ts'
import type { Service } from './service.ts'
import { SignIn } from './sign-in.ts'

interface HostOptions extends Pick<AppOptions, 'rendererDir' | 'uploadDir'> {
  service: Service
  /** 0 lets the system choose. */
  port: number
}

export interface Host {
  /** Address of the screens; a browser must have been signed in to see the workspace there. */
  origin: string
  /**
   * An address that signs one browser in, once, within ten minutes. `onSpent` is called when it has done so or can't
   * any more.
   */
  createAddress(onSpent?: () => void): string
  /** Ends every connection and waits until uploads that were cut off are cleaned up. */
  close(): Promise<void>
}

/** A page opens six connections and one WebSocket; the rest is room for tabs, and for idle strangers that must not lock them out. */
const mostConnections = 2048
const mostScreens = 64
/** A client that has not sent the headers of its request by then is cut off. */
const headersTimeoutMs = 10_000
/** A connection on which nothing moves for so long is cut off; WebSockets may rest. */
const idleTimeoutMs = 120_000
/** Every request of the contract is far below; so is a frame that carries one. */
const largestMessage = 2 ** 20

/**
 * Serves the workstation on 127.0.0.1 only. Every request must name this host and, from a page, come from it
 * (DNS rebinding, cross-site requests); data needs the cookie of a browser that was signed in.
 * @throws Error when the port is taken, with what to do.
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const uploads = new Set<Promise<unknown>>()
  const server = createServer({
    headersTimeout: headersTimeoutMs,
    // An upload takes as long as it takes; the idle timeout bounds one that has stopped.
    requestTimeout: 0,
    connectionsCheckingInterval: headersTimeoutMs / 2,
    // Without a Host header the answer is ours, with its headers, not Node's.
    requireHostHeader: false,
  })
  server.maxConnections = mostConnections
  server.setTimeout(idleTimeoutMs)
  const open = trackSockets(server)
  const port = await listen(server, options.port)
  const signIn = new SignIn(port)

  const app = createApp({ ...options, signIn, port, uploads })
  serveRequests(server, port, getRequestListener(app.fetch, { overrideGlobalObjects: false }))
  const screens = new WebSocketServer({ noServer: true, maxPayload: largestMessage })
  screens.on('wsClientError', (_error, socket, request) =>
    refuse(socket, handshakeStatus(request), version13),
  )
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const path = request.url?.split('?')[0]
    const mayEnter = isOwnPage(request, port) && signIn.isSignedIn(request)
    if (path !== '/rpc' || !mayEnter) refuse(socket, 403)
    else if (screens.clients.size >= mostScreens) refuse(socket, 503)
    else
      screens.handleUpgrade(request, socket, head, (ws) => serveScreen(options.service, webSocketChannel(ws)))
  })

  const origin = `http://127.0.0.1:${port}`
  return {
    origin,
    createAddress: (onSpent) => `${origin}/sign-in?code=${signIn.createCode(onSpent)}`,
    close: async () => {
      signIn.close()
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of open) socket.destroy()
      await Promise.all([closed, Promise.allSettled(uploads)])
    },
  }
}

/** The open connections. Every one has an error listener for its whole life: one that fails ends alone. */
function trackSockets(server: Server): ReadonlySet<Socket> {
  const open = new Set<Socket>()
  server.on('connection', (socket) => {
    open.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => open.delete(socket))
  })
  return open
}

function serveRequests(
  server: Server,
  port: number,
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): void {
  /** Connections with an answer under way: nothing may be written in between. */
  const busy = new WeakSet<Duplex>()
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    busy.add(request.socket)
    response.on('close', () => busy.delete(request.socket))
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
    const isForeign = request.headers.origin !== undefined && !isOwnPage(request, port)
    if (!isOwnHost(request, port) || isForeign) end(response, 403, 'Forbidden')
    else answer(request, response).catch(() => response.destroy())
  }
  server.on('request', serve)
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
    end(response, 417, 'Expectation Failed')
    request.resume()
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (busy.has(socket) || error.code === 'ECONNRESET') socket.destroy()
    else refuse(socket, parserStatus(error.code))
  })
}

function end(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' })
  response.end(`${text}\n`)
}

/** RFC 6455, 4.4: what a client of another version of the protocol is told. */
const version13 = { 'Sec-WebSocket-Version': '13' }

function handshakeStatus({ method, headers }: IncomingMessage): number {
  if (method !== 'GET') return 405
  return headers['sec-websocket-version'] === '13' ? 400 : 426
}

function parserStatus(code: string | undefined): number {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return 431
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return 413
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return 408
    default:
      return 400
  }
}

/** @returns the port */
function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    // It stays after the start: a connection that can't be accepted is no reason to end.
    server.on('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(
              `Port ${port} is in use: leave --port out to let Sonic choose a free one, or name another.`,
            )
          : error,
      )
    })
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}
