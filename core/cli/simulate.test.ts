import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import type { SimulationInput } from '../simulate/options.ts'
import { simulate } from './simulate.ts'

async function run(options: SimulationInput): Promise<{ status: number; text: string }> {
  let text = ''
  const err = new Writable({
    write(piece: Buffer, _encoding, done) {
      text += piece.toString()
      done()
    },
  })
  return { status: await simulate(options, err), text }
}

describe('sonic simulate', () => {
  it('takes text options, writes and says how much', async () => {
    const out = await mkdtemp(join(tmpdir(), 'sonic-simulate-'))
    const { status, text } = await run({
      users: '8',
      days: '2',
      seed: '1',
      flows: 'off',
      attacks: 'brute-force',
      out,
    })
    expect(status).toBe(0)
    expect(text).toMatch(/vpn-gw1\.log: \d+ lines/)
    expect(text).toContain('1 attacks labelled in')
    await rm(out, { recursive: true })
  })

  it.each([
    [{ users: '0', days: '2', out: 'x' }, '--users'],
    [{ users: '8', days: '2', out: 'x', attacks: 'phishing' }, 'unknown attack phishing'],
    [{ users: '8', days: '2', out: 'x', flows: 'many' }, '--flows: expected on, off'],
    [{ users: '8', days: '2', out: 'x', start: 'tomorrow' }, '--start'],
    [{ users: '8', days: '2', out: 'x', flows: '3', lines: '100' }, 'exclude each other'],
  ])('calls %j wrong usage', async (options, message) => {
    const { status, text } = await run(options)
    expect(status).toBe(2)
    expect(text).toContain(message)
  })

  it('leaves a log alone that no simulation made, and replaces its own', async () => {
    const out = await mkdtemp(join(tmpdir(), 'sonic-simulate-'))
    const options = { users: '8', days: '2', flows: 'off', attacks: 'none', out }
    await writeFile(join(out, 'vpn-gw1.log'), 'evidence')
    const { status, text } = await run(options)
    expect(status).toBe(1)
    expect(text).toMatch(/vpn-gw1\.log is there already, and no simulation made it: choose another folder/)
    expect(await readFile(join(out, 'vpn-gw1.log'), 'utf8')).toBe('evidence')
    await rm(join(out, 'vpn-gw1.log'))
    expect((await run(options)).status).toBe(0)
    expect((await run(options)).status).toBe(0)
    await rm(out, { recursive: true })
  })

  it('fails with a sentence where it cannot write', async () => {
    const { status, text } = await run({ users: '8', days: '2', out: '/dev/null/logs' })
    expect(status).toBe(1)
    expect(text).toContain('Cannot write to /dev/null/logs')
  })
})
