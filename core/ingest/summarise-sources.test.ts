import { expect, it } from 'vitest'
import { unreadReport } from './source-tally.ts'
import { summariseSources } from './summarise-sources.ts'
import type { SourceReport } from './import-report.ts'

function sourceOf(path: string, parts: Partial<SourceReport> = {}): SourceReport {
  const report = { ...unreadReport(path, ''), error: undefined, format: 'asa', formatTitle: 'Cisco ASA' }
  return { ...report, lines: 2, records: 2, first: 1000, last: 2000, ...parts }
}

const rejected = [{ reason: 'no time', count: 1, examples: [] }]
const many = Array.from({ length: 5000 }, (_, i) => sourceOf(`${i}.log`))

it('tells of few files one by one', () => {
  expect(summariseSources(many.slice(0, 100))).toEqual({ sources: many.slice(0, 100), otherSources: [] })
})

it('tells of the first of many and of those with a problem, and sums up the rest', () => {
  const all = many.map((source, i) => (i === 3000 ? sourceOf('lossy.log', { rejected }) : source))
  all.push(
    sourceOf('broken.log', { error: 'broken' }),
    sourceOf('image.png', { error: 'none', skipped: true }),
  )
  const { sources, otherSources } = summariseSources(all)
  expect(sources.map(({ path }) => path)).toEqual([
    ...many.slice(0, 20).map(({ path }) => path),
    'lossy.log',
    'broken.log',
  ])
  expect(otherSources).toMatchObject([
    { state: 'read', format: 'asa', files: 4979, records: 9958, first: 1000, last: 2000 },
    { state: 'left out', files: 1, examples: ['image.png'] },
  ])
})

it('has room for failures before lost lines, and loses no file', () => {
  const lossy = many.map(({ path }) => sourceOf(path, { rejected }))
  const failed = many.slice(0, 300).map(({ path }) => sourceOf(`f${path}`, { error: 'broken' }))
  const { sources, otherSources } = summariseSources([...lossy, ...failed])
  expect(sources).toHaveLength(220)
  expect(sources.filter(({ error }) => error !== undefined)).toHaveLength(200)
  expect(sources.length + otherSources.reduce((sum, { files }) => sum + files, 0)).toBe(5300)
})
