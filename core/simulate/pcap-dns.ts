const types: Readonly<Record<string, number>> = { A: 1, TXT: 16, AAAA: 28, CNAME: 5, MX: 15, NULL: 10 }

/** A question as a stub resolver asks it. */
export function dnsQuestion(id: number, name: string, type: string): Buffer {
  return Buffer.concat([header(id, 0x0100, 0), question(name, type)])
}

/** Its answer; `filler` bytes of text for a TXT record, an address for all others. */
export function dnsAnswer(id: number, name: string, type: string, filler: number): Buffer {
  const number = types[type] ?? 1
  const data = answerData(type, filler)
  const fixed = Buffer.alloc(12)
  fixed.writeUInt16BE(0xc00c, 0)
  fixed.writeUInt16BE(number, 2)
  fixed.writeUInt16BE(1, 4)
  fixed.writeUInt32BE(300, 6)
  fixed.writeUInt16BE(data.length, 10)
  return Buffer.concat([header(id, 0x8180, 1), question(name, type), fixed, data])
}

function answerData(type: string, filler: number): Buffer {
  switch (type) {
    case 'AAAA':
      return Buffer.from('2a0014504001082a000000000000200e', 'hex')
    case 'TXT': {
      const text = Buffer.alloc(Math.max(1, Math.min(255, filler)), 'mfrggzdfmztwq2lk')
      return Buffer.concat([Buffer.from([text.length]), text])
    }
    case 'CNAME':
      return encodeName('edge.example.net')
    case 'MX':
      return Buffer.concat([Buffer.from([0, 10]), encodeName('mx.example.net')])
    default:
      return Buffer.from([142, 250, 185, 78])
  }
}

function header(id: number, flags: number, answers: number): Buffer {
  const bytes = Buffer.alloc(12)
  bytes.writeUInt16BE(id, 0)
  bytes.writeUInt16BE(flags, 2)
  bytes.writeUInt16BE(1, 4)
  bytes.writeUInt16BE(answers, 6)
  return bytes
}

function question(name: string, type: string): Buffer {
  const tail = Buffer.alloc(4)
  tail.writeUInt16BE(types[type] ?? 1, 0)
  tail.writeUInt16BE(1, 2)
  return Buffer.concat([encodeName(name), tail])
}

function encodeName(name: string): Buffer {
  const labels = name.split('.').map((label) => Buffer.from(label.slice(0, 63), 'latin1'))
  return Buffer.concat([...labels.flatMap((label) => [Buffer.from([label.length]), label]), Buffer.from([0])])
}
