import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Store } from '../store/store.ts'

const sonic = resolve(import.meta.dirname, 'sonic.ts')
const alertSchema = z.object({
  entities: z.object({ sourceIps: z.array(z.string()) }),
  suppressed: z.string().optional(),
})
const totalsSchema = z.object({ totals: z.object({ alerts: z.number(), suppressed: z.number() }) })

let folder: string
let workspace: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sonic-rules-'))
  workspace = join(folder, 'out', 'workspace.sqlite')
  writeFileSync(
    join(folder, 'vpn.log'),
    [...guessing('198.51.100.7', 8, 'user'), ...guessing('203.0.113.9', 14, 'guest')].join('\n'),
  )
  writeFileSync(
    join(folder, 'rules.json'),
    JSON.stringify([
      { conditions: { sources: ['198.51.100.0/24'] }, reason: 'Penetration test', who: 'ada' },
      { conditions: { users: ['nobody'] }, reason: 'Last year', expires: '2020-01-31' },
    ]),
  )
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Five minutes of passwords tried on one account after the other, as an ASA writes them. */
function guessing(source: string, hour: number, name: string): string[] {
  return Array.from({ length: 60 }, (_, n) => {
    const clock = new Date(Date.UTC(2026, 2, 2, hour, 0, 5 * n)).toISOString().slice(11, 19)
    return `<166>Mar 02 2026 ${clock} gw1 : %ASA-6-113005: AAA user authentication Rejected : reason = AAA failure : server = 10.1.1.5 : user = ${name}${n} : user IP = ${source}`
  })
}

function run(...argv: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [sonic, ...argv], { encoding: 'utf8' })
  return { status, stdout, stderr }
}
const rules = (...argv: string[]) => run('rules', ...argv, '--workspace', workspace)

describe('sonic analyze --rules', () => {
  it('marks what rules hide, counts it, and leaves it out of the incidents', () => {
    const out = join(folder, 'out')
    const log = join(folder, 'vpn.log')
    const { status, stderr } = run('analyze', log, '--out', out, '--rules', join(folder, 'rules.json'))
    expect(status).toBe(0)
    expect(stderr).toContain('has expired and hides nothing: Last year')
    const lines = readFileSync(join(out, 'alerts.ndjson'), 'utf8').trim().split('\n')
    const alerts = lines.map((line) => alertSchema.parse(JSON.parse(line)))
    const hidden = alerts.filter(({ suppressed }) => suppressed !== undefined)
    const isTest = ({ entities }: (typeof alerts)[number]) => entities.sourceIps.join() === '198.51.100.7'
    expect(hidden.length).toBeGreaterThan(0)
    expect(hidden).toEqual(alerts.filter(isTest))
    expect(hidden.length).toBeLessThan(alerts.length)
    const { totals } = totalsSchema.parse(JSON.parse(readFileSync(join(out, 'import.json'), 'utf8')))
    expect(totals).toEqual({ alerts: alerts.length - hidden.length, suppressed: hidden.length })
    expect(readFileSync(join(out, 'incidents.json'), 'utf8')).not.toContain('"suppressed"')
    const listed = rules('list')
    expect(listed.stdout).toMatch(
      /suppress {2}sources 198\.51\.100\.0\/24\n.*Penetration test \(ada, .*hides \d+\)/,
    )
  })

  it.each([
    ['not json', /rules\.txt holds no rules: it is not valid JSON/],
    [
      '[{"conditions":{"users":["a"]},"reason":"x"},{"conditions":{},"reason":"x"}]',
      /rule 2: .*at least one/,
    ],
  ])('refuses a file of %s before anything is read', (text, message) => {
    const path = join(folder, 'rules.txt')
    writeFileSync(path, text)
    const { status, stderr } = run('analyze', 'gone.log', '--out', join(folder, 'no'), '--rules', path)
    expect(status).toBe(2)
    expect(stderr).toMatch(message)
  })
})

describe('sonic rules', () => {
  it('previews, adds, lists and removes, and the workspace is what it was', () => {
    const stand = () => {
      const store = new Store(workspace)
      const alerts = [...store.alerts()].map(({ id, suppressed }) => ({ id, suppressed }))
      store.close()
      return alerts
    }
    const before = stand()
    const draft = ['--source', '0.0.0.0/0', '::/0']
    expect(rules('preview', ...draft).stdout).toMatch(
      /sources 0\.0\.0\.0\/0, ::\/0: \d+ alerts would be hidden/,
    )
    expect(stand()).toEqual(before)
    const added = rules('add', ...draft, '--reason', 'All is well', '--expires', 'never', '--allow', '--json')
    expect(added.stderr).toBe('')
    const [rule] = z
      .array(z.object({ id: z.string(), expires: z.literal('never') }))
      .parse(JSON.parse(added.stdout))
    expect(stand().filter(({ suppressed }) => suppressed === rule?.id).length).toBeGreaterThan(0)
    expect(rules('remove', rule?.id ?? '').stdout).toContain(`Removed ${rule?.id}`)
    expect(stand()).toEqual(before)
  })

  it('says what is wrong with a rule, and with a workspace', () => {
    const wrong = rules('add', '--source', '10.0.0.0/99', '--reason', 'x')
    expect(wrong.status).toBe(2)
    expect(wrong.stderr).toMatch(/"10\.0\.0\.0\/99" is neither an address nor a CIDR block/)
    expect(rules('add', '--user', 'ann').stderr).toMatch(/reason: say why/)
    expect(rules('remove', 'nope').stderr).toMatch(/There is no rule nope/)
    const gone = run('rules', 'list', '--workspace', join(folder, 'gone.sqlite'))
    expect(gone.status).toBe(2)
    expect(gone.stderr).toMatch(/There is no workspace .*gone\.sqlite/)
  })
})
