import { createHash } from 'node:crypto'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Reject } from '../event/event.ts'
import { ciscoAsa } from '../ingest/decoders/cisco-asa.ts'
import { fortinet } from '../ingest/decoders/fortinet.ts'
import { scenarioNames } from './attacks/scenario-names.ts'
import type { SimulationInput } from './options.ts'
import { simulate } from './simulate.ts'

const labelsSchema = z.object({
  skipped: z.array(z.string()),
  files: z.array(z.object({ file: z.string(), lines: z.number(), bytes: z.number() })),
  attacks: z.array(
    z.object({
      scenario: z.string(),
      techniques: z.array(z.string().regex(/^T\d{4}(\.\d{3})?$/)).min(1),
      start: z.iso.datetime(),
      end: z.iso.datetime(),
      users: z.array(z.string()),
      sourceIps: z.array(z.string()),
      lines: z.array(z.object({ file: z.string(), from: z.number().min(1), to: z.number() })).min(1),
    }),
  ),
  oddities: z.array(z.object({ kind: z.string(), start: z.iso.datetime(), end: z.iso.datetime() })),
})

const options = { users: 30, days: 21, seed: 11, flows: 6 } satisfies Partial<SimulationInput>
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonic-simulate-'))
  await simulate({ ...options, format: 'asa', out: join(folder, 'asa') })
  await simulate({ ...options, format: 'fortigate', out: join(folder, 'fortigate') })
})
afterAll(() => rm(folder, { recursive: true }))

async function linesOf(name: string): Promise<string[]> {
  const text = await readFile(join(folder, name, 'vpn-gw1.log'), 'utf8')
  return text.trimEnd().split('\n')
}

async function labelsOf(name: string) {
  return labelsSchema.parse(JSON.parse(await readFile(join(folder, name, 'labels.json'), 'utf8')))
}

async function digest(path: string): Promise<string[]> {
  const names = (await readdir(path)).toSorted()
  return Promise.all(
    names.map(
      async (name) =>
        `${name} ${createHash('sha256')
          .update(await readFile(join(path, name)))
          .digest('hex')}`,
    ),
  )
}

describe('simulate', () => {
  it.each(['asa', 'fortigate'] as const)('writes the same %s bytes for the same options', async (format) => {
    await simulate({ ...options, format, out: join(folder, 'again') })
    expect(await digest(join(folder, 'again'))).toEqual(await digest(join(folder, format)))
  })

  it('writes other bytes for another seed', async () => {
    await simulate({ ...options, seed: 12, out: join(folder, 'other') })
    expect(await digest(join(folder, 'other'))).not.toEqual(await digest(join(folder, 'asa')))
  })

  it.each([
    ['asa', ciscoAsa],
    ['fortigate', fortinet],
  ] as const)(
    'writes %s lines its decoder takes without a reject, in order of time',
    async (format, decoder) => {
      const decode = decoder.open({ zoneOffset: 0, year: 2026 })
      let last = Date.parse('2026-03-02')
      for (const line of await linesOf(format)) {
        const event = decode(line)
        if (event === undefined || event instanceof Reject) throw new Error(`not decoded: ${line}`)
        expect(event['@timestamp']).toBeGreaterThanOrEqual(last)
        last = event['@timestamp']
      }
      expect(last).toBeLessThan(Date.parse('2026-03-23'))
    },
  )

  it('ends only sessions that began and never leases an address twice at once', async () => {
    const holders = new Map<string, string>()
    const open = new Map<string, string>()
    let ended = 0
    for (const line of await linesOf('fortigate')) {
      const lease = /tunnelip=(\S+)/.exec(line)?.[1]
      const id = /tunnelid=(\d+)/.exec(line)?.[1] ?? ''
      if (lease === undefined) continue
      if (line.includes('action="tunnel-up"')) {
        expect(holders.has(lease), line).toBe(false)
        holders.set(lease, id)
        open.set(id, lease)
      } else if (line.includes('action="tunnel-down"')) {
        expect(open.get(id), line).toBe(lease)
        open.delete(id)
        holders.delete(lease)
        ended++
      }
    }
    expect(ended).toBeGreaterThan(200)
    expect(open.size).toBe(0)
  })

  it('counts at least the bytes of its flows in every session', async () => {
    const flows = new Map<string, number>()
    const lease = new Map<string, string>()
    let checked = 0
    for (const line of await linesOf('asa')) {
      const assigned = /User <(\S+)> IP <(\S+)> IPv4 Address <(\S+)>/.exec(line)
      if (assigned) lease.set(`${assigned[1]} ${assigned[2]}`, assigned[3] ?? '')
      const closed = /Teardown .* for outside:(\S+?)\/.* bytes (\d+)/.exec(line)
      if (closed) flows.set(closed[1] ?? '', (flows.get(closed[1] ?? '') ?? 0) + Number(closed[2]))
      const ended = /Username = (\S+), IP = (\S+), .*Bytes xmt: (\d+), Bytes rcv: (\d+)/.exec(line)
      if (!ended) continue
      const inner = lease.get(`${ended[1]} ${ended[2]}`) ?? ''
      expect(inner, line).not.toBe('')
      expect(Number(ended[3]) + Number(ended[4]), line).toBeGreaterThanOrEqual(flows.get(inner) ?? 0)
      flows.delete(inner)
      checked++
    }
    expect(checked).toBeGreaterThan(200)
  })
})

describe('labels.json', () => {
  it('has every scenario, within the period, each with its lines', async () => {
    const { attacks, skipped, files, oddities } = await labelsOf('asa')
    expect([...attacks.map((attack) => attack.scenario), ...skipped].toSorted()).toEqual(
      [...scenarioNames].toSorted(),
    )
    expect(skipped).toEqual([])
    expect(files[0]?.lines).toBe((await linesOf('asa')).length)
    expect(oddities.map((oddity) => oddity.kind)).toEqual(
      expect.arrayContaining(['travel', 'upgrade', 'outage', 'new-hire']),
    )
  })

  it('points at the lines of the attackers and at no others', async () => {
    const lines = await linesOf('asa')
    const { attacks } = await labelsOf('asa')
    const marked = new Map<number, string>()
    for (const attack of attacks) {
      for (const { from, to } of attack.lines) {
        for (let number = from; number <= to; number++) marked.set(number, attack.scenario)
      }
    }
    const own = new Set(['exfiltration', 'slow-insider', 'dns-tunnel', 'beaconing'])
    const hostile = new Map(
      attacks
        .filter((attack) => !own.has(attack.scenario))
        .flatMap((attack) => attack.sourceIps.map((ip) => [ip, attack.scenario])),
    )
    let seen = 0
    lines.forEach((line, i) => {
      const ip = /(?:user IP = |IP <|Addr )(\d+\.\d+\.\d+\.\d+)/.exec(line)?.[1] ?? ''
      const scenario = hostile.get(ip)
      // The end of a hijacked session is its owner's.
      if (scenario === undefined || scenario === 'session-hijack') return
      seen++
      expect(marked.get(i + 1), line).toBe(scenario)
    })
    expect(seen).toBeGreaterThan(300)
  })

  it('keeps the honest part of the log the same without the attacks', async () => {
    await simulate({ ...options, attacks: 'none', out: join(folder, 'honest') })
    const honest = await linesOf('honest')
    const { attacks } = await labelsOf('asa')
    const marked = new Set(
      attacks.flatMap(({ lines }) =>
        lines.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i)),
      ),
    )
    const rest = (await linesOf('asa')).filter((_, i) => !marked.has(i + 1))
    // Addresses and numbers given out by the gateway and the bytes of infected sessions differ; logins do not.
    const logins = (lines: readonly string[]) => lines.filter((line) => line.includes('-113004:'))
    expect(logins(rest)).toEqual(logins(honest))
    expect((await labelsOf('honest')).attacks).toEqual([])
  })
})

describe('size and failure', () => {
  it('meets a wanted number of lines within a tenth', async () => {
    const { lines } = await simulate({
      users: 40,
      days: 10,
      seed: 5,
      lines: 60_000,
      attacks: 'none',
      out: join(folder, 'lines'),
    })
    expect(Math.abs(lines - 60_000)).toBeLessThan(6_000)
  })

  it('uses two gateways above 200 users', async () => {
    const { files } = await simulate({ users: 201, days: 1, flows: 0, out: join(folder, 'two') })
    expect(files.map(({ file }) => file)).toEqual(['vpn-gw1.log', 'vpn-gw2.log'])
    expect(files.every(({ lines }) => lines > 0)).toBe(true)
  })

  it('says why a folder cannot be written', async () => {
    await writeFile(join(folder, 'occupied'), '')
    await expect(simulate({ users: 5, days: 2, out: join(folder, 'occupied', 'logs') })).rejects.toThrow(
      /Cannot write to .*occupied/,
    )
  })
})
