import { gzipSync } from 'node:zlib'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readYearlessDates, yearlessDatesOf } from './yearless-dates.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonic-dates-'))
})
afterAll(() => rm(folder, { recursive: true }))

it('finds dates in headers and behind what a tool put before them', () => {
  const lines = [
    'Feb  6 15:16:30 gate sshd[7]: x',
    'Feb  6 15:16:31 gate sshd[7]: since Mar 3 10:00:00',
    '<38>Feb 10 15:16:30 gate sshd[7]: x',
    '000123: *Mar  1 00:00:07.120: %SYS-5-CONFIG_I: x',
    'Mär  2 15:16:30 gate sshd[7]: x',
    '/var/log/auth.log:12:Mar  3 15:16:30 gate sshd[7]: x',
    '7,"Mar  4 15:16:30 gate sshd[7]: x",gate',
    'Mar  4 2025 15:16:30 gate sshd[7]: x',
    '2026-01-02T03:04:05Z gate sshd[7]: x',
    'March of the 4th',
    '',
  ]
  expect(yearlessDatesOf(lines).map(({ month, day }) => month * 100 + day)).toEqual([
    206, 210, 301, 302, 303, 304,
  ])
})

it('looks through all of a packed file, and into all parts of a large one', async () => {
  const days = ['Mar  1', 'Nov 30', 'Jan  2', 'Jun  5']
  const part = (day: string) => `${day} 15:16:30 gate sshd[7]: ${'x'.repeat(200)}\n`
  const small = join(folder, 'small.gz')
  await writeFile(small, gzipSync(days.map(part).join('')))
  const large = join(folder, 'large.log')
  await writeFile(large, days.map((day) => part(day).repeat(24_000)).join('') + part('Jul  7'))
  const dates = async (path: string) =>
    (await readYearlessDates(path)).map(({ month, day }) => month * 100 + day)
  expect(await dates(small)).toEqual([301, 1130, 102, 605])
  expect(await dates(large)).toEqual([301, 1130, 102, 605, 707])
  expect(await dates(join(folder, 'missing'))).toEqual([])
})
