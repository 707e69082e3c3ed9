import { said, tlsMessages } from './pcap-tls.ts'
import { sshMessages } from './pcap-ssh.ts'
import type { Message } from './pcap-conversation.ts'
import type { Flow } from './action.ts'
import type { Random } from './random.ts'

/** What is said in a TCP flow of the organisation, by its port. */
export function tcpDialogue(flow: Flow, name: string, random: Random): Message[] {
  const { up, down } = flow
  const secured = () => tlsMessages(name, up, down, random)
  switch (flow.destinationPort) {
    case 22:
      return sshMessages(up, down, random)
    case 389:
      return [...startTls, ...secured()]
    case 445:
      return [smb('client', up, random), smb('server', down, random)]
    case 873:
      return rsync(up, down)
    case 3389:
      return [...remoteDesktop, ...secured()]
    case 5432:
      return [
        said('client', Buffer.from('0000000804d2162f', 'hex')),
        said('server', Buffer.from('S')),
        ...secured(),
      ]
    case 9418:
      return git(up, down)
    default:
      return secured()
  }
}

/** A plain page, as devices fetch it to see whether they are online. */
export function httpMessages(host: string, path: string, agent: string): Message[] {
  const page = 'Microsoft Connect Test'
  return [
    said(
      'client',
      Buffer.from(
        `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: ${agent}\r\nConnection: Close\r\n\r\n`,
      ),
    ),
    said(
      'server',
      Buffer.from(
        `HTTP/1.1 200 OK\r\nContent-Length: ${page.length}\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n${page}`,
      ),
    ),
  ]
}

/** The control connection of a download in passive mode (RFC 959); the data goes to `dataPort`. */
export function ftpMessages(user: string, serverIp: string, dataPort: number, file: string): Message[] {
  const where = [...serverIp.split('.'), dataPort >> 8, dataPort & 255].join(',')
  const lines: [Message['from'], string][] = [
    ['server', '220 files.corp.example FTP server ready.'],
    ['client', `USER ${user}`],
    ['server', `331 Password required for ${user}.`],
    ['client', 'PASS ********'],
    ['server', `230 User ${user} logged in.`],
    ['client', 'TYPE I'],
    ['server', '200 Type set to I.'],
    ['client', 'PASV'],
    ['server', `227 Entering Passive Mode (${where}).`],
    ['client', `RETR ${file}`],
    ['server', `150 Opening BINARY mode data connection for ${file}.`],
    ['server', '226 Transfer complete.'],
    ['client', 'QUIT'],
    ['server', '221 Goodbye.'],
  ]
  return lines.map(([from, line]) => said(from, Buffer.from(`${line}\r\n`)))
}

/** A file that the server sends. */
export function ftpDataMessages(length: number): Message[] {
  return [{ from: 'server', content: Buffer.alloc(Math.min(length, 1460), 'quarterly figures; '), length }]
}

/** LDAP extended request and response of StartTLS (RFC 4511, 4.14). */
const startTls = [
  said('client', Buffer.from('301d02010177188016312e332e362e312e342e312e313436362e3230303337', 'hex')),
  said('server', Buffer.from('300c02010178070a010004000400', 'hex')),
]

/** X.224 connection request and confirm, both for TLS (MS-RDPBCGR 2.2.1.1). */
const remoteDesktop = [
  said('client', Buffer.from('030000130ee000000000000100080003000000', 'hex')),
  said('server', Buffer.from('030000130ed000001234000200080001000000', 'hex')),
]

/** One encrypted SMB 3 message (MS-SMB2 2.2.41) behind its NetBIOS length. */
function smb(from: Message['from'], bytes: number, random: Random): Message {
  const body = Math.max(64, Math.min(bytes, 0xfffff0))
  const head = Buffer.alloc(56)
  head.writeUInt32BE(52 + body)
  head.write('fd534d42', 4, 'hex')
  for (let at = 8; at < 24; at++) head[at] = random.int(0, 255)
  for (let at = 24; at < 35; at++) head[at] = random.int(0, 255)
  head.writeUInt32LE(body, 40)
  head.writeUInt16LE(1, 46)
  head.writeUInt32LE(random.int(1, 2 ** 31), 48)
  return { from, content: Buffer.concat([head, Buffer.alloc(Math.min(body, 1404), 0xa7)]), length: 56 + body }
}

function rsync(up: number, down: number): Message[] {
  const version = Buffer.from('@RSYNCD: 31.0\n')
  return [
    said('server', version),
    said('client', version),
    said('client', Buffer.from('backup\n')),
    said('server', Buffer.from('@RSYNCD: OK\n')),
    { from: 'client', content: Buffer.alloc(0), length: Math.max(1, up) },
    { from: 'server', content: Buffer.alloc(0), length: Math.max(1, down) },
  ]
}

/** Packet lines of the git protocol: a request, and data in lines of at most 65,516 bytes. */
function git(up: number, down: number): Message[] {
  const line = (text: string | Buffer) => {
    const body = Buffer.from(text)
    return Buffer.concat([Buffer.from((body.length + 4).toString(16).padStart(4, '0')), body])
  }
  const data = (from: Message['from'], length: number): Message[] =>
    Array.from({ length: Math.ceil(Math.max(1, length) / 65_000) }, (_, i) =>
      said(from, line(Buffer.alloc(Math.max(1, Math.min(65_000, length - i * 65_000)), 'tree 3b18e512 '))),
    )
  return [
    said('client', line('git-upload-pack /platform.git\0host=git.corp.example\0')),
    ...data('client', up),
    ...data('server', down),
  ]
}
