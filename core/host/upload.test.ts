import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { receiveUpload, safeName } from './upload.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sonic-upload-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function* body(mebibytes: number): AsyncGenerator<Uint8Array> {
  for (let n = 0; n < mebibytes; n++) yield Buffer.alloc(2 ** 20, 'x')
}

test('keeps what fits', async () => {
  const result = await receiveUpload({ folder, name: 'vpn.log', body: body(2), declaredBytes: 2 ** 21 })
  if (!('path' in result)) throw new Error(result.error)
  expect(basename(result.path)).toBe('vpn.log')
  expect(readFileSync(result.path)).toHaveLength(2 ** 21)
  rmSync(dirname(result.path), { recursive: true })
})

test.each([
  ['what is declared', 2 ** 30, () => Promise.resolve(2 ** 30)],
  ['what others leave while it comes', 0, shrinking(2 ** 30, 2 ** 20)],
])(
  'removes what does not fit into %s, and says how much is free',
  async (_name, declaredBytes, freeBytes) => {
    const result = await receiveUpload({ folder, name: 'vpn.log', body: body(200), declaredBytes, freeBytes })
    expect(result).toHaveProperty('error')
    expect(JSON.stringify(result)).toMatch(/only [\d,]+ MB are free there\. Free some space/)
    expect(readdirSync(folder)).toEqual([])
  },
)

test('removes what was cut off', async () => {
  async function* cut(): AsyncGenerator<Uint8Array> {
    yield* body(1)
    throw new Error('aborted')
  }
  const result = await receiveUpload({ folder, name: 'vpn.log', body: cut(), declaredBytes: 0 })
  expect(result).toHaveProperty('error')
  expect(readdirSync(folder)).toEqual([])
})

test('any name is one plain name', () => {
  const hostile = fc.oneof(
    fc.string(),
    fc.constantFrom('..', '.', '-rf', 'NUL', 'con.txt', 'a/../b', 'c:\\d', '.ssh'),
  )
  fc.assert(
    fc.property(hostile, (name) => {
      const safe = safeName(name)
      expect(safe).toMatch(/^[A-Za-z0-9_][\w.-]*$/)
      expect(safe).not.toMatch(/\.$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i)
      expect(safe.length).toBeLessThanOrEqual(121)
    }),
  )
})

function shrinking(...sizes: number[]): () => Promise<number> {
  return () => Promise.resolve(sizes.shift() ?? 0)
}
