import type { Message } from './pcap-conversation.ts'
import type { Random } from './random.ts'

/** One record: header and as much of its body as is captured of a first segment. */
const longestRecord = 16_384
const kept = 1460 * 8

/** A TLS 1.3 connection to `name` that carries so many bytes each way: handshake in clear, the rest opaque. */
export function tlsMessages(name: string, up: number, down: number, random: Random): Message[] {
  const session = randomBytes(random, 32)
  const hello = handshake(1, clientHello(name, session, random))
  const reply = Buffer.concat([
    handshake(2, serverHello(session, random)),
    changeCipher,
    opaque(random.int(2200, 4100), random),
  ])
  const finished = Buffer.concat([changeCipher, opaque(53, random)])
  const rounds = Math.max(1, Math.min(6, Math.round(down / 20_000)))
  const exchanges = Array.from({ length: rounds }, (): Message[] => [
    application('client', Math.ceil(up / rounds), random),
    application('server', Math.ceil(down / rounds), random),
  ])
  return [said('client', hello), said('server', reply), said('client', finished), ...exchanges.flat()]
}

export function said(from: Message['from'], content: Buffer): Message {
  return { from, content, length: content.length }
}

export function randomBytes(random: Random, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  for (let i = 0; i < length; i++) bytes[i] = random.int(0, 255)
  return bytes
}

/** Records of application data; of long ones only the beginning has content. */
function application(from: Message['from'], length: number, random: Random): Message {
  const records: Buffer[] = []
  let total = 0
  for (let rest = Math.max(40, length); rest > 0; rest -= longestRecord) {
    const size = Math.min(rest, longestRecord)
    if (total < kept) records.push(opaque(size, random))
    total += size + 5
  }
  return { from, content: Buffer.concat(records), length: total }
}

/** One record; its noise repeats, so that a simulation is not spent on dice. */
function opaque(length: number, random: Random): Buffer {
  return record(23, Buffer.alloc(length, noise(random)))
}

/** High bytes only: no dissector takes them for the begin of a message. */
export function noise(random: Random): Buffer {
  const bytes = randomBytes(random, 61)
  for (let i = 0; i < bytes.length; i++) bytes[i] = (bytes[i] ?? 0) | 0x80
  return bytes
}

const changeCipher = record(20, Buffer.from([1]))

function record(type: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from([type, 3, 3, body.length >> 8, body.length & 255]), body])
}

function handshake(type: number, body: Buffer): Buffer {
  return record(22, Buffer.concat([Buffer.from([type, 0, body.length >> 8, body.length & 255]), body]))
}

/** RFC 8446, 4.1.2, as a browser sends it. */
function clientHello(name: string, session: Buffer, random: Random): Buffer {
  const host = Buffer.from(name, 'latin1')
  return Buffer.concat([
    Buffer.from('0303', 'hex'),
    randomBytes(random, 32),
    sized(1, session),
    sized(2, Buffer.from('130113021303c02bc02fc02cc030cca9cca8', 'hex')),
    sized(1, Buffer.from([0])),
    sized(
      2,
      Buffer.concat([
        extension(0, sized(2, Buffer.concat([Buffer.from([0]), sized(2, host)]))),
        extension(10, sized(2, Buffer.from('001d00170018', 'hex'))),
        extension(13, sized(2, Buffer.from('040308040401050308050501', 'hex'))),
        extension(16, sized(2, Buffer.from('02683208687474702f312e31', 'hex'))),
        extension(43, sized(1, Buffer.from('03040303', 'hex'))),
        extension(
          51,
          sized(2, Buffer.concat([Buffer.from('001d', 'hex'), sized(2, randomBytes(random, 32))])),
        ),
      ]),
    ),
  ])
}

function serverHello(session: Buffer, random: Random): Buffer {
  return Buffer.concat([
    Buffer.from('0303', 'hex'),
    randomBytes(random, 32),
    sized(1, session),
    Buffer.from('130100', 'hex'),
    sized(
      2,
      Buffer.concat([
        extension(43, Buffer.from('0304', 'hex')),
        extension(51, Buffer.concat([Buffer.from('001d', 'hex'), sized(2, randomBytes(random, 32))])),
      ]),
    ),
  ])
}

function extension(type: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from([type >> 8, type & 255]), sized(2, body)])
}

/** The body behind its length of one or two bytes. */
function sized(width: 1 | 2, body: Buffer): Buffer {
  const length = Buffer.alloc(width)
  length.writeUIntBE(body.length, 0, width)
  return Buffer.concat([length, body])
}
