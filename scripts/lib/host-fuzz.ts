import type { Socket } from 'node:net'
import { requestNames } from '../../core/contract/index.ts'
import { createRandom, mutateLine } from '../mutate-line.ts'
import { frame, openSocket, upgradeRequest, type RunningServe } from './raw-host.ts'

type Random = (below: number) => number

interface HostFuzz {
  serve: RunningServe
  /** Of a browser that was signed in. */
  cookie: string
  cases: number
  seed: number
}

const atOnce = 16
/** How long a case waits for an answer; what comes later is of no interest. */
const patienceMs = 50

/** Work for minutes rather than a request that could be malformed: they need no argument, so damage seldom stops them. */
const heavy: readonly string[] = ['import.example', 'providers.test', 'training.start']
const names = [
  ...requestNames.filter((name) => !heavy.includes(name)),
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'then',
]
const argumentTexts = [
  'null',
  '{}',
  '[]',
  '"x"',
  '-1e309',
  '{"id":"x"}',
  '{"id":"../../x","from":0,"limit":1}',
  '{"paths":["no-such-file.log"],"zone":"+02:00"}',
  '{"path":"/dev/zero"}',
  '{"path":".","mapping":{"columns":{"__proto__":"user.name"}}}',
  '{"name":"x","mapping":{"columns":{"a":"@timestamp"},"delimiter":","}}',
  '{"incident":"x"}',
  '{"alertBudgetPerDay":10}',
  '{"kind":"suppress","conditions":{"user":"x"},"reason":"x","__proto__":{"x":1}}',
]

/**
 * Sends damaged bytes, requests, upgrades, frames and messages to the raw port, with and without a cookie.
 * @throws Error with the seed and the number of the case where the process has ended or does not answer
 */
export async function fuzzHost({ serve, cookie, cases, seed }: HostFuzz): Promise<void> {
  const random = createRandom(seed)
  for (let done = 0; done < cases; done += atOnce) {
    const batch = Array.from({ length: atOnce }, () => sendCase(serve.port, cookie, random))
    await Promise.all(batch)
    await requireAlive(serve, `seed ${seed}, by case ${done + atOnce}`)
  }
}

async function requireAlive({ process, port, complaints }: RunningServe, where: string): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined)
  await answer?.arrayBuffer()
  if (process.exitCode === null && process.signalCode === null && answer?.status === 200) return
  throw new Error(`serve no longer answers (${where}): ${complaints()}`)
}

function sendCase(port: number, cookie: string, random: Random): Promise<void> {
  const socket = openSocket(port)
  const ended = new Promise<void>((done) => socket.on('close', () => done()))
  const timer = setTimeout(() => leave(socket, random(3)), patienceMs)
  void ended.then(() => clearTimeout(timer))
  socket.resume()
  for (const part of createCase(port, cookie, random)) socket.write(part)
  if (random(10) === 0) leave(socket, random(3))
  return ended
}

function leave(socket: Socket, how: number): void {
  if (how === 0) socket.resetAndDestroy()
  else socket.destroy()
}

function createCase(port: number, cookie: string, random: Random): Buffer[] {
  const withCookie = { cookie }
  switch (random(6)) {
    case 0:
      return [Buffer.from(Array.from({ length: 1 + random(2000) }, () => random(256)))]
    case 1:
      return [damaged(httpRequest(port, cookie, random), random)]
    case 2:
      return [damaged(upgradeRequest(port), random)]
    case 3:
      return [damaged(upgradeRequest(port, withCookie), random), createFrame(random)]
    default: {
      const frames = Array.from({ length: 1 + random(4) }, () => createFrame(random))
      return [Buffer.from(upgradeRequest(port, withCookie)), ...frames]
    }
  }
}

function httpRequest(port: number, cookie: string, random: Random): string {
  const start = pick(
    ['GET /', 'GET /session', 'GET /sign-in?code=x', 'POST /upload?name=x', 'PUT /x', 'GET /%2e%2e/x'],
    random,
  )
  const body =
    random(2) === 0
      ? `Content-Length: ${random(20)}\r\n\r\nbody`
      : 'Transfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n'
  return (
    `${start} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: http://127.0.0.1:${port}\r\n` +
    `Cookie: ${random(2) === 0 ? cookie : 'x=y'}\r\n${body}`
  )
}

function createFrame(random: Random): Buffer {
  const call = `{"t":"q","i":"${random(100)}","m":"${random(20) === 0 ? pick(names, random) : 'request'}","a":["${pick(names, random)}",${pick(argumentTexts, random)}]}`
  const payload = random(2) === 0 ? call : damaged(call, random)
  if (random(3) > 0) return frame(payload)
  return frame(payload, {
    first: random(256),
    masked: random(4) > 0,
    ...(random(4) === 0 ? { length: random(2 ** 32) } : {}),
  })
}

function damaged(text: string, random: Random): Buffer {
  const other = pick(argumentTexts, random)
  return Buffer.from(mutateLine(text, other, random), random(2) === 0 ? 'utf8' : 'latin1')
}

function pick(list: readonly string[], random: Random): string {
  return list[random(list.length)] ?? ''
}
