import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { errorMessage } from '../../event/error-message.ts'
import { FrameSplitter, FramingError, type Frame } from './frame-splitter.ts'
import { mostMessageBytes, peerName, type Port, type PortOptions } from './port.ts'

/** Of one port; each may hold one message that is not whole (ours). */
const mostConnections = 1_000
/** Where there is no room for another, one that was silent for so long is closed, ms (ours). */
const silentMs = 60_000
/** A peer that is gone without a word is found out after so long, ms (ours). */
const keepAliveMs = 60_000
const handshakeMs = 30_000

/** PEM texts. */
export interface ListenerTls {
  certificate: string
  key: string
  /** Where it is given, a sender must have a certificate that this authority signed. */
  ca?: string | undefined
}

interface Connection {
  socket: Socket
  /** By `performance.now()`. */
  heard: number
}

/** Receives syslog by TCP (RFC 6587), or by TLS (RFC 5425) where a certificate is given. Senders wait when the analysis has more than enough. Rejects with the system's error. */
export async function openStreamPort(
  { address, inbox, remarks }: PortOptions,
  tls: ListenerTls | undefined,
): Promise<Port> {
  const connections = new Set<Connection>()
  let isPaused = false

  const accept = (socket: Socket): void => {
    const peer = peerName(socket.remoteAddress)
    const connection = { socket, heard: performance.now() }
    socket.on('error', ({ message }) => remarks.add(`${peer}: the connection broke (${message})`))
    if (connections.size >= mostConnections && !makeRoom(connections)) {
      remarks.add(`${peer}: turned away, since ${mostConnections} connections are open`)
      socket.destroy()
      return
    }
    connections.add(connection)
    socket.setKeepAlive(true, keepAliveMs)
    const splitter = new FrameSplitter(mostMessageBytes)
    const put = (frames: readonly Frame[]): void => {
      for (const frame of frames) inbox.push({ sender: peer, ...frame })
    }
    socket.on('data', (chunk: Buffer) => {
      connection.heard = performance.now()
      try {
        put(splitter.push(chunk))
      } catch (error) {
        const reason =
          error instanceof FramingError ? 'a length was announced that is none' : errorMessage(error)
        remarks.add(
          `${peer}: the connection was closed, since nobody can tell where its messages begin (${reason})`,
        )
        socket.destroy()
      }
      if (inbox.isFull) pause()
    })
    socket.on('close', () => {
      connections.delete(connection)
      put(splitter.end())
    })
    if (isPaused) socket.pause()
  }
  const pause = (): void => {
    isPaused = true
    for (const { socket } of connections) socket.pause()
  }
  const resume = (): void => {
    isPaused = false
    for (const { socket } of connections) socket.resume()
  }

  const server = tls ? secureServer(tls, accept) : createServer(accept)
  // Connections that have not shown a certificate yet count as well.
  server.maxConnections = 2 * mostConnections
  server.on('drop', () => remarks.add('connections were turned away: too many at once'))
  server.on('tlsClientError', ({ message }: Error, socket: Socket) =>
    remarks.add(`${peerName(socket.remoteAddress)}: no TLS connection came about (${message})`),
  )
  await listen(server, address)
  if (tls) for (const remark of certificateRemarks(tls)) remarks.add(remark)
  const bound = server.address()
  return {
    address: bound !== null && typeof bound === 'object' ? { ...address, port: bound.port } : address,
    pause,
    resume,
    losses: () => Promise.resolve([]),
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const { socket } of connections) socket.destroy()
      await closed
    },
  }
}

/** At least TLS 1.2 (RFC 9662 section 4). */
function secureServer({ certificate, key, ca }: ListenerTls, accept: (socket: Socket) => void): Server {
  const server = createTlsServer(
    {
      cert: certificate,
      key,
      minVersion: 'TLSv1.2',
      handshakeTimeout: handshakeMs,
      ...(ca === undefined ? {} : { ca, requestCert: true, rejectUnauthorized: true }),
    },
    accept,
  )
  return server
}

async function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  server.listen(port, host)
  await once(server, 'listening')
  server.on('error', () => {})
}

/** Closes the connection that was silent for the longest time. @returns whether there was one */
function makeRoom(connections: Set<Connection>): boolean {
  const [oldest] = [...connections].toSorted((a, b) => a.heard - b.heard)
  if (!oldest || performance.now() - oldest.heard < silentMs) return false
  connections.delete(oldest)
  oldest.socket.destroy()
  return true
}

function certificateRemarks({ certificate }: ListenerTls): string[] {
  const { validTo } = new X509Certificate(certificate)
  const isOver = Date.parse(validTo) < Date.now()
  return isOver
    ? [`the certificate of --tls-cert ended on ${validTo}: senders that check it won't connect`]
    : []
}
