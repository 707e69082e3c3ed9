import { utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Labels } from '../../core/evaluate/labels.ts'
import { forms } from './forms/index.ts'
import { live, type Organisation } from './live.ts'

interface Range {
  file: string
  from: number
  to: number
}

/** Writes an organisation's logs into a folder, and tells which of their lines belong to which attack. */
export function writeOrganisation(
  organisation: Organisation,
  folder: string,
): { files: string[]; labels: Labels } {
  const { happenings, attacks } = live(organisation)
  const form = forms[organisation.form]
  const entries = happenings
    .flatMap((happening) => form.write(happening).map((entry) => ({ ...entry, attack: happening.attack })))
    .sort((a, b) => a.time - b.time)
  const texts = new Map<string, string[]>()
  const lines = new Map<string, number>()
  const ranges = new Map<string, { start: number; end: number; lines: Range[] }>()
  for (const { file, time, text, attack } of entries) {
    const from = (lines.get(file) ?? 0) + 1
    const to = from + text.split('\n').length - 1
    lines.set(file, to)
    const own = texts.get(file) ?? []
    if (own.push(text) === 1) texts.set(file, own)
    if (attack === undefined) continue
    const range = ranges.get(attack) ?? { start: time, end: time, lines: [] }
    range.end = time
    range.lines.push({ file, from, to })
    ranges.set(attack, range)
  }
  const end = new Date(entries.at(-1)?.time ?? 0)
  for (const [file, own] of texts) {
    const path = join(folder, file)
    writeFileSync(path, `${own.join('\n')}\n`)
    // What carries no year was written when the file was.
    utimesSync(path, end, end)
  }
  return {
    files: [...texts.keys()],
    labels: {
      attacks: [...attacks].flatMap(([id, { scenario, users, sourceIps }]) => {
        const own = ranges.get(id)
        if (own === undefined) return []
        const [start, end] = [own.start, own.end].map((time) => new Date(time).toISOString())
        return start === undefined || end === undefined
          ? []
          : { id, scenario, start, end, users, sourceIps, lines: own.lines }
      }),
    },
  }
}
