import { anyOf, hasPort, startsWith } from './service.ts'
import type { Content, StreamService } from './service.ts'

const mostLine = 1024

export const ftp: StreamService = {
  protocol: 'ftp',
  recognise: (content) => {
    const { bytes, at, end } = content
    const commands = anyOf(['USER ', 'AUTH TLS', 'AUTH SSL'].map((word) => startsWith(content, word)))
    const greeting = startsWith(content, '220')
    if (greeting !== true) return hasPort(content, 110) ? false : anyOf([greeting, commands])
    const text = bytes.toString('latin1', at, Math.min(end, at + mostLine)).toUpperCase()
    return text.includes('FTP') || (hasPort(content, 21) && !text.includes('SMTP'))
  },
}

/**
 * The port that PORT, EPRT or an answer to PASV or EPSV announces (RFC 959, RFC 2428). Its address is left aside:
 * behind a NAT it may be another than the one that is then connected to.
 */
export function readDataPort({ bytes, at, end }: Content): number | undefined {
  const line = bytes.toString('latin1', at, Math.min(end, at + mostLine))
  switch (line.slice(0, 4).toUpperCase()) {
    case 'PORT':
    case '227 ':
      return fromNumbers(line)
    case 'EPRT':
    case '229 ':
      return fromParts(line)
    default:
      return undefined
  }
}

/** `h1,h2,h3,h4,p1,p2` */
function fromNumbers(line: string): number | undefined {
  const numbers = line.split(',', 6)
  const high = parseInt(numbers[4] ?? '', 10)
  const low = parseInt(numbers[5] ?? '', 10)
  return high >= 0 && high <= 255 && low >= 0 && low <= 255 ? high * 256 + low : undefined
}

/** `|protocol|address|port|`, of which all but the port may be empty */
function fromParts(line: string): number | undefined {
  const port = parseInt(line.slice(line.indexOf('|')).split('|', 4)[3] ?? '', 10)
  return port > 0 && port < 65_536 ? port : undefined
}
