import { expect } from 'vitest'
import type { LineBatch } from './line-splitter.ts'
import { readLines, type LineOptions } from './read-lines.ts'

/** All lines of a file, each with its place; checks that batches follow one another. */
export async function readAll(path: string, options?: LineOptions) {
  const { batches, outcome } = readLines(path, options)
  const texts: string[] = []
  const places: { offset: number; length: number }[] = []
  for await (const batch of batches) {
    expect(batch.firstLine).toBe(texts.length + 1)
    texts.push(...batch.texts)
    places.push(...columns(batch))
  }
  return { texts, places, outcome }
}

export function columns(batch: LineBatch) {
  return batch.offsets.map((offset, i) => ({ offset, length: batch.lengths[i] ?? -1 }))
}
