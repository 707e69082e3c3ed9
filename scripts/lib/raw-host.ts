/** The host's port without a client library between, for what no library would send. */
import { spawn, type ChildProcess } from 'node:child_process'
import { connect, type Socket } from 'node:net'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..', '..')

export interface RunningServe {
  process: ChildProcess
  port: number
  /** The address it told, which signs one browser in. */
  address: URL
  /** Status, or the signal that ended it. */
  ended: Promise<number | string>
  /** What it wrote to standard error. */
  complaints: () => string
}

/** `sonic serve` as a process of its own, over an empty workspace in a folder. `screens` holds an index.html. */
export async function startServe(folder: string, screens: string): Promise<RunningServe> {
  const options = { port: 0, open: false, workspace: join(folder, 'workspace.sqlite'), screens }
  const module = JSON.stringify(join(root, 'core', 'cli', 'serve.ts'))
  const code = `import { serve } from ${module}; process.exitCode = await serve(${JSON.stringify(options)})`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, SONIC_DATA: folder },
  })
  let complaints = ''
  child.stderr.on('data', (chunk: Buffer) => (complaints = (complaints + chunk.toString()).slice(-65_536)))
  const ended = new Promise<number | string>((done) => {
    child.on('exit', (status, signal) => done(status ?? signal ?? 'gone'))
  })
  const address = await Promise.race([nextAddress(child), ended])
  if (!(address instanceof URL)) throw new Error(`serve ended with ${address}: ${complaints}`)
  return { process: child, port: Number(address.port), address, ended, complaints: () => complaints }
}

/** The next address that `serve` tells. */
export function nextAddress({ stdout }: ChildProcess): Promise<URL> {
  return new Promise((found) => {
    let text = ''
    const read = (chunk: Buffer): void => {
      text += chunk.toString()
      const match = /Sonic is ready: (\S+)\n/.exec(text)
      if (match?.[1] === undefined) return
      stdout?.off('data', read)
      found(new URL(match[1]))
    }
    stdout?.on('data', read)
  })
}

/** Brings the one-time code of an address. @returns the cookie */
export async function signIn(address: URL | string): Promise<string> {
  const response = await fetch(address, { redirect: 'manual' })
  const [cookie = ''] = response.headers.get('set-cookie')?.split(';') ?? []
  return cookie
}

interface UpgradeOptions {
  path?: string
  cookie?: string
  origin?: string
  host?: string
  version?: string
}

/** The request that opens a WebSocket. */
export function upgradeRequest(port: number, options: UpgradeOptions = {}): string {
  const { path = '/rpc', host = `127.0.0.1:${port}`, origin = `http://${host}`, version = '13' } = options
  return [
    `GET ${path} HTTP/1.1`,
    `Host: ${host}`,
    `Origin: ${origin}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    `Sec-WebSocket-Version: ${version}`,
    ...(options.cookie === undefined ? [] : [`Cookie: ${options.cookie}`]),
    '\r\n',
  ].join('\r\n')
}

interface FrameOptions {
  /** FIN, the reserved bits and the opcode; a whole text frame unless said otherwise. */
  first?: number
  masked?: boolean
  /** What the header says; the payload's own unless said otherwise. */
  length?: number
}

/** One frame of a WebSocket (RFC 6455, 5.2), with a mask of zeros. */
export function frame(payload: Buffer | string, options: FrameOptions = {}): Buffer {
  const bytes = Buffer.from(payload)
  const { first = 0x81, masked = true, length = bytes.length } = options
  const maskBit = masked ? 0x80 : 0
  const header = length < 126 ? Buffer.alloc(2) : length < 65_536 ? Buffer.alloc(4) : Buffer.alloc(10)
  header[0] = first
  if (header.length === 2) header[1] = maskBit | length
  if (header.length === 4) header.writeUInt16BE(length, 2)
  if (header.length === 10) header.writeBigUInt64BE(BigInt(length), 2)
  if (header.length > 2) header[1] = maskBit | (header.length === 4 ? 126 : 127)
  return Buffer.concat([header, Buffer.alloc(masked ? 4 : 0), bytes])
}

/** A connection that tells nobody when it is cut. */
export function openSocket(port: number): Socket {
  return connect(port, '127.0.0.1').on('error', () => undefined)
}

/** Sends bytes and gives all that comes back until the host closes. */
export function exchange(port: number, ...parts: (Buffer | string)[]): Promise<string> {
  return new Promise((done) => {
    const socket = openSocket(port)
    let answer = ''
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')))
    socket.on('close', () => done(answer))
    for (const part of parts) socket.write(part)
  })
}

/** Sends bytes and waits for the first that come back. */
export function firstAnswer(socket: Socket, ...parts: (Buffer | string)[]): Promise<string> {
  return new Promise((done) => {
    socket.once('data', (chunk: Buffer) => done(chunk.toString('latin1')))
    socket.once('close', () => done(''))
    for (const part of parts) socket.write(part)
  })
}
