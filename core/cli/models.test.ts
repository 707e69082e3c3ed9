import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { catalogue } from '../features/catalogue.ts'
import { vocabulary } from '../features/tokens.ts'
import { resources } from '../host/resources.ts'
import { loadGeneration, sha256, writeGeneration } from '../models/registry.ts'
import { simulate } from '../simulate/simulate.ts'

// Each test runs the whole command several times, some train: seconds each, far more on a busy machine.
vi.setConfig({ testTimeout: 180_000 })

const sonicPath = resolve(import.meta.dirname, 'sonic.ts')
let folder: string
let data: string
let log: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sonic-models-'))
  data = join(folder, 'data')
  await simulate({ users: 20, days: 14, seed: 5, attacks: 'password-spray', flows: 'off', out: folder })
  log = join(folder, 'vpn-gw1.log')
})
afterAll(() => rmSync(folder, { recursive: true }))

function sonic(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [sonicPath, ...args], {
    encoding: 'utf8',
    env: { ...process.env, SONIC_DATA: data },
  })
  return { status, stdout, stderr }
}

/** Typed, where expect's own matchers are `any`. */
const like = (pattern: RegExp): unknown => expect.stringMatching(pattern)
const json = (text: string): unknown => JSON.parse(text)

// One after the other: each step stands on the ones before, as a person's do.
describe('sonic train and sonic models', () => {
  let name = ''

  it('begin with the shipped generation, and a workspace that is not there', () => {
    expect(sonic('models')).toMatchObject({
      status: 0,
      stdout: like(/^\* shipped /),
    })
    const { status, stderr } = sonic('train')
    expect(status).toBe(2)
    expect(stderr).toMatch(/There is no workspace .*workspace\.sqlite: import logs first/)
    expect(existsSync(join(data, 'workspace.sqlite'))).toBe(false)
  })

  it('train on the history of a workspace, and activate what came out', () => {
    const workspace = join(data, 'workspace.sqlite')
    expect(sonic('analyze', log, '--out', join(folder, 'out'), '--workspace', workspace).status).toBe(0)
    const { status, stdout, stderr } = sonic('train', '--activate')
    expect(status).toBe(0)
    expect(stderr).toMatch(/left out: \d+ acts behind alerts of medium or higher severity/)
    expect(stderr).toMatch(/learned from \d+ of \d+ acts/)
    name = /Generation (\S+) is in .*\(\d+\.\d s\)/.exec(stdout)?.[1] ?? ''
    expect(json(sonic('models', 'list', '--json').stdout)).toMatchObject({
      previous: 'shipped',
      generations: [
        { name: 'shipped', active: false, usable: true },
        { name, active: true, usable: true, description: like(/history/) },
      ],
    })
  })

  it('train on files into a folder, which can be shown and put on the shelf', () => {
    const out = join(folder, 'own')
    const { status, stdout, stderr } = sonic('train', log, join(folder, 'gone.log'), '--out', out, '--json')
    expect(stderr).toMatch(/training on/)
    expect(status).toBe(0)
    expect(json(stdout)).toMatchObject({
      dir: out,
      active: false,
      unread: [expect.stringContaining('gone.log')],
    })
    expect(sonic('models', out).stdout).toMatch(/verified/)
    expect(json(sonic('models', 'show', out, '--json').stdout)).toHaveProperty('formatVersion')
    expect(sonic('models', 'verify', out)).toMatchObject({ status: 0, stdout: like(/the model opens/) })
    expect(sonic('models', 'add', out)).toMatchObject({ status: 0 })
  })

  it('put no model on the shelf that cannot be opened, though its hash is right', async () => {
    const broken = join(folder, 'broken')
    const { manifest } = await loadGeneration(join(folder, 'own'), { features: catalogue, vocabulary })
    const bytes = Buffer.from('no model')
    const file = { bytes: bytes.length, sha256: sha256(bytes) }
    await writeGeneration(broken, {
      manifest: { ...manifest, files: { 'ensemble.onnx': file } },
      files: { 'ensemble.onnx': bytes },
    })
    const refusal =
      /ensemble\.onnx is what the manifest describes, but ONNX Runtime cannot open it .* Train a new/
    expect(sonic('models', 'add', broken)).toMatchObject({ status: 1, stderr: like(refusal) })
    expect(sonic('models', 'verify', broken)).toMatchObject({ status: 1, stdout: like(refusal) })
  })

  it('use the active generation in an analysis, and the shipped one once it is damaged', () => {
    const analyze = (out: string) => {
      expect(sonic('analyze', log, '--out', join(folder, out), '--budget', '3').status).toBe(0)
      return json(readFileSync(join(folder, out, 'import.json'), 'utf8'))
    }
    expect(analyze('used')).toMatchObject({
      models: { generation: name },
      learning: { from: 'own' },
      settings: { alertBudgetPerDay: 3 },
    })
    appendFileSync(join(data, 'models', name, 'ensemble.onnx'), 'x')
    const { status, stdout } = sonic('models', 'verify')
    expect(status).toBe(1)
    expect(stdout).toMatch(/shipped: hashes and features are right, and the model opens/)
    expect(stdout).toMatch(/ensemble\.onnx is not the file/)
    expect(analyze('damaged')).toMatchObject({
      learning: { from: 'shipped' },
      notices: [expect.stringContaining('cannot be used, so the shipped one was')],
    })
  })

  it('go back, delete, and say what cannot be done', () => {
    expect(sonic('models', 'remove', name)).toMatchObject({
      status: 1,
      stderr: like(/is active/),
    })
    expect(sonic('models', 'rollback')).toMatchObject({
      status: 0,
      stdout: like(/Back to shipped/),
    })
    expect(sonic('models', 'rollback').stderr).toMatch(/nothing to go back to/)
    expect(json(sonic('models', 'remove', name, '--json').stdout)).toEqual({ removed: name })
    expect(existsSync(join(data, 'models', name))).toBe(false)
    for (const action of ['show', 'activate', 'remove', 'verify'])
      expect(sonic('models', action, 'nothing')).toMatchObject({
        status: 2,
        stderr: like(/There is no generation "nothing"\. There are: shipped/),
      })
    for (const action of ['list', 'rollback'])
      expect(sonic('models', action, 'shipped')).toMatchObject({ status: 2, stderr: like(/takes no name/) })
    expect(sonic('models', 'activate')).toMatchObject({
      status: 2,
      stderr: like(/needs the name/),
    })
    expect(sonic('models', 'dance')).toMatchObject({
      status: 2,
      stderr: like(/neither a folder nor/),
    })
  })
})

describe('sonic train, given what cannot teach', () => {
  it('says what is wrong with the files', () => {
    const short = join(folder, 'short.log')
    writeFileSync(
      short,
      'Jan  2 12:00:00 gate : %ASA-6-113039: Group <S> User <ada> IP <192.0.2.7> AnyConnect parent session started.\n',
    )
    expect(sonic('train', short).stderr).toMatch(
      /training needs at least 200 acts, there are 1: import more logs/,
    )
    const prose = join(folder, 'novel.txt')
    writeFileSync(prose, 'It was a dark and stormy night;\n'.repeat(50))
    const { status, stderr } = sonic('train', prose)
    expect(status).toBe(1)
    expect(stderr).toMatch(/Nothing to learn from in .*novel\.txt is in no format/)
    expect(sonic('train', join(folder, 'missing.log')).stderr).toMatch(/missing\.log does not exist/)
  })

  it('reads a table of the analyst as the mapping says', () => {
    const table = join(folder, 'table.csv')
    writeFileSync(
      table,
      'At,Who,From\n2026-03-02 09:00:00,ada,192.0.2.7\n2026-03-02 09:05:00,bob,192.0.2.8\n',
    )
    const map = join(folder, 'map.json')
    writeFileSync(
      map,
      JSON.stringify({
        columns: { At: '@timestamp', Who: 'user.name', From: 'source.ip' },
        constants: { 'event.category': 'session', 'event.type': 'start' },
      }),
    )
    expect(sonic('train', table).stderr).toMatch(/or describe a table .*--map/)
    expect(sonic('train', table, '--map', map).stderr).toMatch(/at least 200 acts, there are 2/)
  })

  it('refuses wrong usage with status 2', () => {
    expect(sonic('train', log, '--out', resources.models).stderr).toMatch(/train:shipped/)
    for (const args of [
      ['train', log, '--workspace', join(data, 'workspace.sqlite')],
      ['train', '--format', 'cisco-asa'],
      ['train', '--zone', '+02:00'],
      ['train', log, '--zone', 'noon'],
      ['train', log, '--format', 'nonsense'],
      ['train', log, '--out', resources.models],
    ])
      expect(sonic(...args).status).toBe(2)
  })

  it('tells before it reads anything that the result could not be kept', () => {
    const file = join(folder, 'a-file')
    writeFileSync(file, '')
    const { status, stderr } = spawnSync(process.execPath, [sonicPath, 'train', log], {
      encoding: 'utf8',
      env: { ...process.env, SONIC_DATA: file },
    })
    expect(status).toBe(1)
    expect(stderr).toMatch(/^sonic: Results cannot be written to .*a part of the path is a file/)
  })

  it('names a folder that is no generation', () => {
    const empty = join(folder, 'empty')
    mkdirSync(empty)
    for (const args of [[empty], ['show', empty], ['add', empty]])
      expect(sonic('models', ...args)).toMatchObject({
        status: 1,
        stderr: like(/manifest\.json cannot be read .* A generation needs/),
      })
  })
})

describe('sonic settings', () => {
  it('shows, changes, and refuses what is out of bounds', () => {
    expect(sonic('settings', 'alertBudgetPerDay', '25')).toMatchObject({ status: 0 })
    expect(sonic('settings', 'scoringWorkers', 'auto').status).toBe(0)
    expect(json(sonic('settings', '--json').stdout)).toEqual({
      alertBudgetPerDay: 25,
      executionProvider: 'cpu',
      scoringWorkers: 'auto',
      keepEventDays: 'all',
      keepEventGigabytes: 'all',
    })
    expect(sonic('settings', 'keepEventDays', '90').stdout).toMatch(/90 \(default all\)/)
    expect(sonic('settings', 'keepEventDays', '0').stderr).toMatch(/must be all, or a whole number from 1/)
    expect(sonic('settings', 'keepEventDays', 'all').status).toBe(0)
    expect(sonic('settings', 'alertBudgetPerDay').stdout).toMatch(/25 \(default 10\)/)
    expect(sonic('settings', 'alertBudgetPerDay', '0')).toMatchObject({
      status: 2,
      stderr: like(/must be 1 or more/),
    })
    expect(sonic('settings', 'executionProvider', 'abacus').stderr).toMatch(/must be one of cpu, cuda/)
    expect(sonic('settings', 'colour')).toMatchObject({
      status: 2,
      stderr: like(/no setting "colour"/),
    })
    writeFileSync(join(data, 'settings.json'), '{')
    const { status, stdout, stderr } = sonic('settings')
    expect(status).toBe(0)
    expect(stdout).toMatch(/alertBudgetPerDay +10 /)
    expect(stderr).toMatch(/settings\.json cannot be read/)
  })
})
