import { randomBytes, said } from './pcap-tls.ts'
import type { Message } from './pcap-conversation.ts'
import type { Random } from './random.ts'

/** An SSH connection (RFC 4253): versions and key exchange in clear, the rest opaque. */
export function sshMessages(up: number, down: number, random: Random): Message[] {
  const signature = Buffer.concat([text(Buffer.from('ssh-ed25519')), text(randomBytes(random, 64))])
  const newKeys = packet(Buffer.from([21]), random)
  const reply = [Buffer.from([31]), text(hostKey(random)), text(randomBytes(random, 32)), text(signature)]
  const first = [
    said('client', Buffer.from('SSH-2.0-OpenSSH_9.6\r\n')),
    said('server', Buffer.from('SSH-2.0-OpenSSH_8.9p1 Ubuntu-3ubuntu0.6\r\n')),
    said('client', keyExchange(random)),
    said('server', keyExchange(random)),
    said('client', packet(Buffer.concat([Buffer.from([30]), text(randomBytes(random, 32))]), random)),
    said('server', Buffer.concat([packet(Buffer.concat(reply), random), newKeys])),
    said('client', newKeys),
  ]
  const noise = (from: Message['from'], length: number): Message => ({
    from,
    content: Buffer.alloc(Math.min(length, 1460), randomBytes(random, 61)),
    length,
  })
  return [...first, noise('client', Math.max(64, up)), noise('server', Math.max(64, down))]
}

function keyExchange(random: Random): Buffer {
  const lists = [
    'curve25519-sha256,ecdh-sha2-nistp256',
    'ssh-ed25519,rsa-sha2-512',
    'chacha20-poly1305@openssh.com,aes256-gcm@openssh.com',
    'chacha20-poly1305@openssh.com,aes256-gcm@openssh.com',
    'hmac-sha2-256-etm@openssh.com',
    'hmac-sha2-256-etm@openssh.com',
    'none,zlib@openssh.com',
    'none,zlib@openssh.com',
    '',
    '',
  ]
  const body = [
    Buffer.from([20]),
    randomBytes(random, 16),
    ...lists.map((list) => text(Buffer.from(list))),
    Buffer.alloc(5),
  ]
  return packet(Buffer.concat(body), random)
}

function hostKey(random: Random): Buffer {
  return Buffer.concat([text(Buffer.from('ssh-ed25519')), text(randomBytes(random, 32))])
}

function text(value: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(value.length)
  return Buffer.concat([length, value])
}

/** Padded to blocks of eight bytes, at least four of padding. */
function packet(payload: Buffer, random: Random): Buffer {
  const padding = 4 + ((8 - ((payload.length + 9) % 8)) % 8)
  const header = Buffer.alloc(5)
  header.writeUInt32BE(payload.length + padding + 1)
  header[4] = padding
  return Buffer.concat([header, payload, randomBytes(random, padding)])
}
