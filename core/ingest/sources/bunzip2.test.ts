import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { newOutcome } from './read-outcome.ts'
import { readBytes } from './read-bytes.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonic-bzip2-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function unpack(bytes: Uint8Array, chunkBytes?: number) {
  const path = join(folder, 'any')
  await writeFile(path, bytes)
  const outcome = newOutcome()
  const parts: Buffer[] = []
  for await (const chunk of readBytes(path, outcome, { chunkBytes })) parts.push(Buffer.from(chunk))
  return { content: Buffer.concat(parts), outcome }
}

/** "two lines\nof a log\n", and nothing, as bzip2 1.0.8 packs them. */
const packedLines = Buffer.from(
  'QlpoOTFBWSZTWXl+YDkAAAjRgAAQQAAjpYyAIAAiIY1M9U0IBoAEhIdh2MI9zPi7kinChIPL8wHI',
  'base64',
)
const packedNothing = Buffer.from('QlpoORdyRThQkAAAAAA=', 'base64')

test('a stream, several one after the other, an empty one, and what follows them', async () => {
  expect((await unpack(packedLines)).content.toString()).toBe('two lines\nof a log\n')
  const several = await unpack(
    Buffer.concat([packedLines, packedNothing, packedLines, Buffer.from('padding')]),
    3,
  )
  expect(several.content.toString()).toBe('two lines\nof a log\n'.repeat(2))
  expect(several.outcome).toMatchObject({ compression: 'bzip2', bytes: 38, error: undefined })
})

test('a cut or damaged archive never gives wrong content, at whatever byte', async () => {
  for (let length = 10; length < packedLines.length; length++)
    expect((await unpack(packedLines.subarray(0, length))).outcome.error, String(length)).toMatch(
      /is cut short/,
    )
  for (let at = 4; at < packedLines.length - 10; at++) {
    const damaged = Buffer.from(packedLines)
    damaged[at] = (damaged[at] ?? 0) ^ 0x10
    const { content, outcome } = await unpack(damaged)
    // Some bits mean nothing: those of a table that no group uses.
    if (outcome.compression === 'bzip2' && outcome.error === undefined)
      expect(content.toString(), String(at)).toBe('two lines\nof a log\n')
    else expect(content.toString(), String(at)).not.toContain('log')
  }
})

const hasBzip2 = canRun('bzip2')

describe.skipIf(!hasBzip2)('what the bzip2 of this machine packs', () => {
  const bzip2 = (content: Uint8Array, level: number) =>
    execFileSync('bzip2', [`-${level}`, '-c'], { input: content, maxBuffer: 2 ** 28 })

  test('any bytes, of any block size', async () => {
    const content = fc.oneof(
      fc.uint8Array({ maxLength: 4000 }),
      fc
        .array(fc.tuple(fc.nat(255), fc.nat(700)), { maxLength: 40 })
        .map((runs) => Buffer.concat(runs.map(([byte, times]) => Buffer.alloc(times, byte)))),
      fc.string({ maxLength: 2000 }).map((text) => Buffer.from(text.repeat(100))),
    )
    await fc.assert(
      fc.asyncProperty(content, fc.integer({ min: 1, max: 9 }), async (bytes, level) => {
        const { content: unpacked, outcome } = await unpack(bzip2(bytes, level))
        expect(outcome.error).toBeUndefined()
        expect(unpacked.equals(bytes)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  test('many blocks, in chunks that end anywhere', async () => {
    const lines = Array.from(
      { length: 120_000 },
      (_, i) => `${(i * 7919) % 104_729} some line of a log ${i}\n`,
    )
    const content = Buffer.from(lines.join(''))
    const { content: unpacked, outcome } = await unpack(bzip2(content, 1), 40_961)
    expect(outcome.error).toBeUndefined()
    expect(unpacked.equals(content)).toBe(true)
  })
})

function canRun(command: string): boolean {
  try {
    execFileSync(command, ['--help'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
