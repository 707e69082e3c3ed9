import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Evaluation } from '../evaluate/evaluation.ts'
import { labelsSchema } from '../evaluate/labels.ts'
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

  test('what a log is called, and in which order its lines are labelled, changes no figure', async () => {
    const named = join(folder, 'named')
    await mkdir(named)
    await copyFile(join(logs, 'vpn-gw1.log'), join(named, 'attack.log'))
    const { attacks } = labelsSchema.parse(JSON.parse(await readFile(join(logs, 'labels.json'), 'utf8')))
    const renamed = attacks.map((attack) => ({
      ...attack,
      lines: attack.lines.map((range) => ({ ...range, file: 'attack.log' })).toReversed(),
    }))
    await writeFile(join(named, 'labels.json'), JSON.stringify({ attacks: renamed }))
    const out = join(folder, 'named-out')
    await evaluate([named], { labels: join(named, 'labels.json'), out })
    expect(attacks[0]?.lines.length).toBeGreaterThan(1)
    expect(await figuresIn(out)).toEqual(await figuresIn(join(folder, 'out')))
  })

  test('labels that cannot be used are told with what to do', async () => {
    await expect(evaluate([logs], { labels: join(folder, 'nowhere.json') })).rejects.toThrow(UsageError)
    const broken = join(folder, 'broken.json')
    await writeFile(broken, '{"attacks": 3')
    await expect(evaluate([logs], { labels: broken })).rejects.toThrow(
      'holds no labels: it is not valid JSON',
    )
    await writeFile(broken, '{"attacks": [{"id": 3}]}')
    await expect(evaluate([logs], { labels: broken })).rejects.toThrow(
      /writes them: attacks\.0\.id: .*string/,
    )
    await expect(evaluate([logs], { labels: folder })).rejects.toThrow(/is no file: --labels names/)
    const foreign = join(folder, 'foreign.json')
    const labels = await readFile(join(logs, 'labels.json'), 'utf8')
    await writeFile(foreign, labels.replaceAll('vpn-gw1.log', 'other.log'))
    await expect(evaluate([logs], { labels: foreign })).rejects.toThrow('other.log')
  })

  test('Ctrl-C ends it with a sentence, and nothing is written', async () => {
    const out = join(folder, 'cancelled')
    const before = process.listenerCount('SIGINT')
    const ended = expect(evaluate([logs], { labels: join(logs, 'labels.json'), out })).rejects.toThrow(
      'The evaluation was cancelled: nothing was written.',
    )
    await vi.waitUntil(() => process.listenerCount('SIGINT') > before, { timeout: 30_000 })
    process.listeners('SIGINT').at(-1)?.('SIGINT')
    await ended
    expect(await readdir(out)).toEqual([])
    expect(process.listenerCount('SIGINT')).toBe(before)
  })

  test('labels of other lines are told of, since nothing of them can be found', async () => {
    const other = join(folder, 'other.json')
    const labels = JSON.parse(await readFile(join(logs, 'labels.json'), 'utf8')) as { attacks: object[] }
    const attacks = labels.attacks.map((attack) => ({
      ...attack,
      lines: [{ file: 'vpn-gw1.log', from: 9_000_000, to: 9_000_001 }],
    }))
    await writeFile(other, JSON.stringify({ attacks }))
    const told = vi.spyOn(process.stderr, 'write')
    await evaluate([logs], { labels: other, json: true })
    const texts = told.mock.calls.map(([text]) => String(text))
    told.mockRestore()
    expect(texts.at(-1)).toMatch(
      /^note: .* of 1 of 1 attacks, .* attack-01\. Are the labels those of these logs/,
    )
  })
})
