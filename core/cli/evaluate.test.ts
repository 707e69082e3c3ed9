import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Evaluation } from '../evaluate/evaluation.ts'
import { simulate } from '../simulate/simulate.ts'
import { evaluate } from './evaluate.ts'
import { UsageError } from './usage-error.ts'

let folder: string
let logs: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonic-evaluate-test-'))
  logs = join(folder, 'logs')
  await simulate({ users: 20, days: 12, seed: 77, flows: 2, attacks: 'brute-force', out: logs })
})
afterAll(() => rm(folder, { recursive: true }))

const figuresIn = async (out: string) =>
  JSON.parse(await readFile(join(out, 'evaluation.json'), 'utf8')) as Evaluation

describe('sonic evaluate', () => {
  test('measures logs whose folder holds the labels, and writes a page', async () => {
    const out = join(folder, 'out')
    expect(await evaluate([logs], { labels: join(logs, 'labels.json'), out, json: true })).toBe(0)
    const { data, scenarios, attacks } = await figuresIn(out)
    expect(data.attacks).toBe(1)
    expect(data.attackActs).toBeGreaterThan(5)
    expect(scenarios).toMatchObject([{ scenario: 'brute-force', attacks: 1, caught: 1 }])
    expect(attacks[0]?.delay).toBeLessThan(3_600_000)
    expect(await readFile(join(out, 'evaluation.html'), 'utf8')).toContain('brute-force')
  })

  test('what the labels say changes nothing but what is counted', async () => {
    const empty = join(folder, 'none.json')
    await writeFile(empty, '{"attacks": []}')
    const out = join(folder, 'blind')
    await evaluate([logs], { labels: empty, out })
    const { data, falseAlertsPerDay } = await figuresIn(out)
    const seen = (await figuresIn(join(folder, 'out'))).data
    expect([data.acts, data.alerts, data.people]).toEqual([seen.acts, seen.alerts, seen.people])
    expect(falseAlertsPerDay.value * data.days).toBeCloseTo(data.alerts, 6)
  })

  test('labels that cannot be used are told with what to do', async () => {
    await expect(evaluate([logs], { labels: join(folder, 'nowhere.json') })).rejects.toThrow(UsageError)
    const broken = join(folder, 'broken.json')
    await writeFile(broken, '{"attacks": 3')
    await expect(evaluate([logs], { labels: broken })).rejects.toThrow('holds no labels')
    const foreign = join(folder, 'foreign.json')
    const labels = await readFile(join(logs, 'labels.json'), 'utf8')
    await writeFile(foreign, labels.replaceAll('vpn-gw1.log', 'other.log'))
    await expect(evaluate([logs], { labels: foreign })).rejects.toThrow('other.log')
  })
})
