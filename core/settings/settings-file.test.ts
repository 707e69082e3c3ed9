import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { defaultSettings, settingsSchema } from './settings.ts'
import { readSettings, settingsPath, writeSettings } from './settings-file.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonic-settings-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('without a file the defaults count; what is written comes back', async () => {
  expect(await readSettings(folder)).toEqual({ settings: defaultSettings, notices: [] })
  const inner = join(folder, 'not', 'there', 'yet')
  await writeSettings(inner, { alertBudgetPerDay: 25, scoringWorkers: 'auto' })
  expect(await readSettings(inner)).toEqual({
    settings: { ...defaultSettings, alertBudgetPerDay: 25, scoringWorkers: 'auto' },
    notices: [],
  })
})

test('one wrong setting does not take the others along', async () => {
  await writeFile(settingsPath(folder), '{"alertBudgetPerDay":0,"executionProvider":"cuda","colour":"red"}')
  const { settings, notices } = await readSettings(folder)
  expect(settings).toEqual({ ...defaultSettings, executionProvider: 'cuda' })
  expect(notices).toEqual([
    expect.stringContaining('alertBudgetPerDay must be 1 or more; 10 is used.'),
    expect.stringContaining('colour is no setting of this version.'),
  ])
  await writeSettings(folder, { alertBudgetPerDay: 5 })
  expect(JSON.parse(await readFile(settingsPath(folder), 'utf8'))).toEqual({
    alertBudgetPerDay: 5,
    executionProvider: 'cuda',
    colour: 'red',
  })
})

test('a damaged file is told, left alone by reading, and kept aside by writing', async () => {
  await writeFile(settingsPath(folder), '{"alertBudgetPerDay":')
  for (let times = 0; times < 2; times++) {
    const { settings, notices } = await readSettings(folder)
    expect(settings).toEqual(defaultSettings)
    expect(notices).toEqual([
      expect.stringMatching(/settings\.json cannot be read .*: the defaults are used/),
    ])
  }
  await writeSettings(folder, { scoringWorkers: 2 })
  expect(await readSettings(folder)).toMatchObject({ settings: { scoringWorkers: 2 }, notices: [] })
  expect(await readFile(`${settingsPath(folder)}.damaged`, 'utf8')).toBe('{"alertBudgetPerDay":')
})

test('what is out of bounds is refused, and nothing is written', async () => {
  for (const alertBudgetPerDay of [0, 1001, Number.NaN])
    await expect(writeSettings(folder, { alertBudgetPerDay })).rejects.toThrow(/alertBudgetPerDay must be/)
  expect(await readSettings(folder)).toEqual({ settings: defaultSettings, notices: [] })
})

test('any file whatever gives settings within their bounds', async () => {
  const json = fc.oneof(
    fc.json(),
    fc.string(),
    fc.record({ alertBudgetPerDay: fc.anything(), scoringWorkers: fc.anything() }).map((value) => {
      try {
        return JSON.stringify(value)
      } catch {
        return ''
      }
    }),
  )
  await fc.assert(
    fc.asyncProperty(json, async (text) => {
      await writeFile(settingsPath(folder), text)
      const { settings } = await readSettings(folder)
      expect(settingsSchema.parse(settings)).toEqual(settings)
    }),
    { numRuns: 60 },
  )
})
