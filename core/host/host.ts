import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { WebSocketServer, type WebSocket } from 'ws'
import { serveScreen, type Channel } from './rpc.ts'
import { contentSecurityPolicy } from './security-policy.ts'
import type { Service } from './service.ts'
import { receiveUpload } from './upload.ts'

export interface HostOptions {
  service: Service
  /** 0 lets the system choose. */
  port: number
  /** Folder of the built screens. */
  rendererDir: string
  /** Folder that files dropped on the browser's window are copied to. */
  uploadDir: string
}

export interface Host {
  /** Address of the workstation with its token: whoever has it has the workspace. */
  url: string
  close(): Promise<void>
}

/**
 * Serves the workstation on 127.0.0.1 only. Every request must name this host and, from a page, come from it
 * (DNS rebinding, cross-site requests); data needs the token of this run.
 * @throws Error when the port is taken, with what to do.
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const token = randomBytes(24).toString('base64url')
  const { app, bind } = createApp(options, token)
  const server = await listen(app, options.port)
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  bind(port)

  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1 << 20 })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = new URL(request.url ?? '/', origin)
    const refused =
      !isOwnHost(request.headers.host, port) ||
      !isOwnOrigin(request.headers.origin, port) ||
      url.pathname !== '/rpc' ||
      !isToken(url.searchParams.get('token'), token)
    if (refused) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (ws) => serveScreen(options.service, webSocketChannel(ws)))
  })

  return {
    url: `${origin}/?token=${token}`,
    close: () =>
      new Promise((resolve) => {
        for (const client of sockets.clients) client.terminate()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function createApp(options: HostOptions, token: string): { app: Hono; bind: (port: number) => void } {
  let port = 0
  const app = new Hono()
  app.use(async (context, next) => {
    const { host, origin } = { host: context.req.header('host'), origin: context.req.header('origin') }
    if (!isOwnHost(host, port) || !isOwnOrigin(origin, port)) return context.text('Forbidden', 403)
    await next()
    context.header('Content-Security-Policy', contentSecurityPolicy)
    context.header('X-Content-Type-Options', 'nosniff')
    context.header('Referrer-Policy', 'no-referrer')
    context.header('Cross-Origin-Opener-Policy', 'same-origin')
    context.header('Cross-Origin-Resource-Policy', 'same-origin')
    context.header('Cache-Control', 'no-cache')
    return undefined
  })
  app.post('/upload', async (context) => {
    if (!isToken(context.req.header('x-sonic-token'), token)) return context.text('Forbidden', 403)
    const result = await receiveUpload(
      options.uploadDir,
      context.req.query('name') ?? '',
      context.req.raw.body,
    )
    return 'path' in result ? context.json(result) : context.json(result, 507)
  })
  app.get('*', serveStatic({ root: options.rendererDir }))
  return {
    app,
    bind: (bound) => {
      port = bound
    },
  }
}

function listen(app: Hono, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port }, () => resolve(server as Server))
    server.on('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(
              `Port ${port} is in use: leave --port out to let Sonic choose a free one, or name another.`,
            )
          : error,
      )
    })
  })
}

function isOwnHost(host: string | undefined, port: number): boolean {
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`
}

/** A request without Origin does not come from a page of another site. */
function isOwnOrigin(origin: string | undefined, port: number): boolean {
  return (
    origin === undefined || origin === `http://127.0.0.1:${port}` || origin === `http://localhost:${port}`
  )
}

function isToken(given: string | null | undefined, token: string): boolean {
  if (!given || given.length !== token.length) return false
  return timingSafeEqual(Buffer.from(given), Buffer.from(token))
}

function webSocketChannel(ws: WebSocket): Channel {
  return {
    post: (text) => ws.send(text),
    onMessage: (handler) =>
      ws.on('message', (data: Buffer, isBinary) => !isBinary && handler(data.toString('utf8'))),
    onClose: (handler) => ws.on('close', handler),
  }
}
