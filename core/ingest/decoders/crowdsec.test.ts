import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { Reject } from '../../event/event.ts'
import { detectFormat, openMixed } from '../detect-format.ts'
import { decoders } from './index.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '../../../../shared/samples/crowdsec')

/** `results["s01-parse"]["…/sshd-logs"][3].Evt.Meta["source_ip"] == "192.0.2.7"`. */
const assertion =
  /^results\["s01-parse"\]\["[^"]*\/([\w-]+)"\]\[(\d+)\]\.Evt\.(?:Meta\["(source_ip|target_user)"\]|Parsed\["(src_port|dst_ip|dst_port)"\]) == "([^"]*)"$/

const fields = new Map([
  ['source_ip', 'source.ip'],
  ['target_user', 'user.name'],
  ['src_port', 'source.port'],
  ['dst_ip', 'destination.ip'],
  ['dst_port', 'destination.port'],
] as const)

function readRecords(folder: string) {
  const lines = readFileSync(join(root, folder, `${folder}.log`), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
  const main = detectFormat(lines, decoders)?.decoder
  const decode = main && openMixed(main, decoders, { zoneOffset: 0, year: 2024 }, () => undefined)
  return lines.map((line) => decode?.(line))
}

describe.skipIf(!existsSync(root))('addresses and names that CrowdSec expects of the same lines', () => {
  it.each([
    ['opnsense-sshd', 'sshd-logs'],
    ['pfsense-gui-auth', 'pfsense-gui-logs'],
    ['sshd-logs', 'sshd-logs'],
    ['sshd-success-logs', 'sshd-success-logs'],
    ['unifi-logs', 'iptables-logs'],
  ])('%s, by its parser %s', (folder, parser) => {
    const records = readRecords(folder)
    let compared = 0
    for (const text of readFileSync(join(root, folder, 'parser.assert'), 'utf8').split('\n')) {
      const [, by, index, meta, parsed, value] = assertion.exec(text) ?? []
      const record = records[Number(index)]
      const field = [...fields].find(([name]) => name === (meta ?? parsed))?.[1]
      if (by !== parser || index === undefined || field === undefined) continue
      if (record === undefined || record instanceof Reject) throw new Error(`line ${index} was not read`)
      expect(String(record[field]), text).toBe(value)
      compared++
    }
    expect(compared).toBeGreaterThan(0)
  })
})
