import { z } from 'zod'
import type { Place } from '../event/event.ts'

const rangeSchema = z.object({
  file: z.string().min(1),
  /** 1-based, both ends included. */
  from: z.number().int().positive(),
  to: z.number().int().positive(),
})

/** Ground truth as `sonic simulate` writes it; what else is in the file is not used. */
export const labelsSchema = z.object({
  attacks: z.array(
    z.object({
      id: z.string(),
      scenario: z.string(),
      start: z.iso.datetime(),
      end: z.iso.datetime(),
      /** Accounts attacked, and addresses the attacker came from. */
      users: z.array(z.string()).default([]),
      sourceIps: z.array(z.string()).default([]),
      lines: z.array(rangeSchema),
    }),
  ),
})
export type Labels = z.infer<typeof labelsSchema>

/** Tells which attack a line belongs to. A file is known by the last parts of its path. */
export class AttackLines {
  /** Per labelled file its ranges, ascending. */
  readonly #files = new Map<string, { from: number; to: number; attack: number }[]>()
  /** Per source the labelled file it is. */
  readonly #known = new Map<string, string | undefined>()

  constructor(labels: Labels) {
    for (const [attack, { lines }] of labels.attacks.entries()) {
      for (const { file, from, to } of lines) {
        const ranges = this.#files.get(file)
        if (ranges) ranges.push({ from, to, attack })
        else this.#files.set(file, [{ from, to, attack }])
      }
    }
    for (const ranges of this.#files.values()) ranges.sort((a, b) => a.from - b.from)
  }

  /** Labelled files that none of these sources is: without them figures would be too low. */
  missing(sources: readonly string[]): string[] {
    const met = new Set(sources.map((source) => this.#fileOf(source)))
    return [...this.#files.keys()].filter((file) => !met.has(file))
  }

  /** The attack (index into the labels) whose lines hold one of the places; -1 for none. */
  attackOf(places: readonly Pick<Place, 'source' | 'line'>[]): number {
    for (const { source, line } of places) {
      const attack = this.#at(source, line)
      if (attack >= 0) return attack
    }
    return -1
  }

  /** Every attack whose lines hold one of the places. */
  attacksOf(places: readonly Pick<Place, 'source' | 'line'>[]): Set<number> {
    const attacks = new Set(places.map(({ source, line }) => this.#at(source, line)))
    attacks.delete(-1)
    return attacks
  }

  #at(source: string, line: number): number {
    const ranges = this.#files.get(this.#fileOf(source) ?? '') ?? []
    let low = 0
    let high = ranges.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ranges[middle]?.from ?? 0) <= line) low = middle + 1
      else high = middle
    }
    const range = ranges[low - 1]
    return range && line <= range.to ? range.attack : -1
  }

  #fileOf(source: string): string | undefined {
    if (!this.#known.has(source)) {
      const path = `/${source.replaceAll('\\', '/')}`
      const file = [...this.#files.keys()].find((name) => path.endsWith(`/${name}`))
      this.#known.set(source, file)
    }
    return this.#known.get(source)
  }
}
