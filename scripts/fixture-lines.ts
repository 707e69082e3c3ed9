import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'
import type { Decoder } from '../core/ingest/decoder.ts'

const folder = join(import.meta.dirname, '..', 'core', 'ingest', 'decoders')
const leastCharacters = 20
const recognised = 0.5

/** The lines that the decoders' own tests give them: what stands in those files as text and a decoder recognises. */
export function fixtureLines(decoders: readonly Decoder[]): Map<Decoder, string[]> {
  const files = readdirSync(folder).filter((name) => /\.(test|fixture)\.ts$/.test(name))
  const texts = new Set(files.flatMap((name) => [...stringsOf(join(folder, name))]))
  const lines = [...texts].filter((text) => text.length >= leastCharacters)
  return new Map(
    decoders.map((decoder) => [
      decoder,
      lines.filter(
        (line) =>
          decoder.sniff(line) >= recognised || (decoder.sniffSample?.([line, line]) ?? 0) >= recognised,
      ),
    ]),
  )
}

function* stringsOf(path: string): Generator<string> {
  for (const node of nodesOf(parseSync(path, readFileSync(path, 'utf8')).program)) {
    const { type, value } = node as { type?: unknown; value?: unknown }
    if (type === 'Literal' && typeof value === 'string') yield* value.split('\n')
    if (type !== 'TemplateElement' || typeof value !== 'object' || value === null) continue
    const { cooked } = value as { cooked?: unknown }
    if (typeof cooked === 'string') yield* cooked.split('\n')
  }
}

/** Every node of a syntax tree. */
export function* nodesOf(node: unknown): Generator<object> {
  if (typeof node !== 'object' || node === null) return
  if (!Array.isArray(node)) yield node
  for (const child of Object.values(node)) yield* nodesOf(child)
}
