import { promisify } from 'node:util'
import { zstdCompress, zstdDecompress } from 'node:zlib'
import kafkajs from 'kafkajs'
import { compressFrame, decompressFrame } from 'lz4-napi'
import * as snappy from 'snappyjs'

interface Codec {
  compress: (encoder: { buffer: Buffer }) => Promise<Buffer>
  decompress: (bytes: Buffer) => Promise<Buffer>
}

/** What Java's clients write before blocks of Snappy: a magic number, then two versions of 4 bytes (xerial/snappy-java). */
const xerialMagic = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0])
const xerialHeader = 16
/** A batch of messages unpacked; a broker takes 1 MiB packed unless told otherwise. */
const mostUnpacked = 256 * 2 ** 20

function unsnappy(bytes: Buffer): Buffer {
  if (!bytes.subarray(0, xerialMagic.length).equals(xerialMagic)) return unpackSnappy(bytes)
  const parts: Buffer[] = []
  let total = 0
  for (let at = xerialHeader; at + 4 <= bytes.length;) {
    const length = bytes.readUInt32BE(at)
    const part = unpackSnappy(bytes.subarray(at + 4, at + 4 + length))
    total += part.length
    if (total > mostUnpacked) throw new Error('a batch of messages is too large when unpacked')
    parts.push(part)
    at += 4 + length
  }
  return Buffer.concat(parts)
}

function unpackSnappy(bytes: Buffer): Buffer {
  return Buffer.from(snappy.uncompress(bytes, mostUnpacked))
}

const codecs: [Exclude<kafkajs.CompressionTypes, kafkajs.CompressionTypes.None>, Codec][] = [
  [
    kafkajs.CompressionTypes.Snappy,
    {
      compress: ({ buffer }) => Promise.resolve(Buffer.from(snappy.compress(buffer))),
      decompress: (bytes) => Promise.resolve(unsnappy(bytes)),
    },
  ],
  [
    kafkajs.CompressionTypes.LZ4,
    { compress: ({ buffer }) => compressFrame(buffer), decompress: (bytes) => decompressFrame(bytes) },
  ],
  [
    kafkajs.CompressionTypes.ZSTD,
    {
      compress: ({ buffer }) => promisify(zstdCompress)(buffer),
      decompress: (bytes) => promisify(zstdDecompress)(bytes, { maxOutputLength: mostUnpacked }),
    },
  ],
]

/** gzip comes with the client. */
export function registerCodecs(): void {
  for (const [type, codec] of codecs) kafkajs.CompressionCodecs[type] = () => codec
}
