/**
 * `npm run docs:formats`: writes the tables of `docs/formats.md` between their markers: every format that is read, and,
 * where the published samples are at hand, how much of what their publishers expect is read the same.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { decoders } from '../core/ingest/decoders/index.ts'
import { compareSamples, type Comparison } from './compare-samples.ts'

const path = join(import.meta.dirname, '..', 'docs', 'formats.md')

let text = readFileSync(path, 'utf8')
text = between(text, 'formats', formatTable())
const comparisons = compareSamples()
if (comparisons.length > 0) text = between(text, 'samples', sampleTable(comparisons))
else console.log('The samples are not here: their table stays as it is.')
const style = await resolveConfig(path)
writeFileSync(path, await format(text, { ...style, parser: 'markdown' }))
console.log(`${decoders.length} formats, ${comparisons.length} sets of samples: ${path}`)

function formatTable(): string {
  const rows = decoders.map(({ name, title }) => `| ${title} | \`${name}\` |`)
  return [
    '| format | `--format` |',
    '| --- | --- |',
    ...rows.toSorted((a, b) => a.localeCompare(b, 'en')),
  ].join('\n')
}

function sampleTable(sets: readonly Comparison[]): string {
  const rows = sets.map(({ vendor, lines, expected, equal }) => row(vendor, lines, expected, equal))
  const sum = (value: (set: Comparison) => number) => sets.reduce((total, set) => total + value(set), 0)
  const all = row(
    '**all**',
    sum((set) => set.lines),
    sum((set) => set.expected),
    sum((set) => set.equal),
  )
  return [
    '| samples of | lines | expected values | read the same | |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...rows,
    all,
  ].join('\n')
}

function row(name: string, lines: number, expected: number, equal: number): string {
  return `| ${name} | ${lines} | ${expected} | ${equal} | ${((100 * equal) / expected).toFixed(1)} % |`
}

function between(document: string, name: string, content: string): string {
  const [open, close] = [`<!-- ${name}: written by npm run docs:formats -->`, `<!-- /${name} -->`]
  const start = document.indexOf(open)
  const end = document.indexOf(close)
  if (start < 0 || end < start)
    throw new Error(`${path} has no place for the table of ${name}: ${open} … ${close}`)
  return `${document.slice(0, start + open.length)}\n\n${content}\n\n${document.slice(end)}`
}
