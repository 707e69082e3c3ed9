import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Action } from './action.ts'
import { writeAsa } from './asa.ts'
import { castAttacks } from './cast.ts'
import { flowsForLines } from './flow-rate.ts'
import { writeFortigate } from './fortigate.ts'
import { Gateway } from './gateway.ts'
import { labelsText } from './labels.ts'
import { LogFile } from './log-file.ts'
import { Happenings, plannedOddities } from './oddities.ts'
import {
  simulationOptions,
  type FormatName,
  type SimulationInput,
  type SimulationOptions,
} from './options.ts'
import { PcapFile } from './pcap-file.ts'
import { writePackets } from './pcap.ts'
import { timeline } from './timeline.ts'
import { createWorld, type World } from './world.ts'
import type { Writer } from './writer.ts'

interface SimulationResult {
  files: { file: string; lines: number; bytes: number }[]
  lines: number
  bytes: number
  attacks: number
  /** Path of labels.json. */
  labels: string
}

const writers: Readonly<Record<Exclude<FormatName, 'pcap'>, Writer>> = {
  asa: writeAsa,
  fortigate: writeFortigate,
}

/**
 * Writes the logs of an organisation's VPN gateways (`vpn-gw1.log`, a second file above 200 users) and `labels.json`
 * into `out`. Equal options give equal bytes. Memory depends on the number of users, not of lines.
 *
 * @throws {import('zod').ZodError} on options out of range; an error with a message for people where `out` cannot be written.
 */
export async function simulate(
  input: SimulationInput,
  onLines?: (lines: number) => void,
): Promise<SimulationResult> {
  const options = simulationOptions.parse(input)
  const world = worldFor(options)
  const cast = castAttacks(world, options.attacks)
  const happenings = new Happenings()
  const gateways = 1 + Math.max(...world.organisation.people.map((person) => person.gateway))
  try {
    await mkdir(options.out, { recursive: true })
    const pools = Array.from({ length: gateways }, (_, i) => new Gateway(i, options.users * 2 + 250))
    const actions = timeline(cast.sources)
    const { format } = options
    const names = pools.map((_, i) =>
      join(options.out, `vpn-gw${i + 1}.${format === 'pcap' ? 'pcap' : 'log'}`),
    )
    refuseOthers(names, join(options.out, 'labels.json'))
    const logs =
      format === 'pcap'
        ? await filled(
            names,
            (path) => PcapFile.create(path),
            (captures) => writePackets(actions, pools, captures, onLines),
          )
        : await filled(
            names,
            (path) => LogFile.create(path),
            (texts) => write(actions, pools, texts, writers[format], happenings, onLines),
          )
    const files = logs.map((log) => ({ file: log.name, lines: log.lines, bytes: log.bytes }))
    const oddities = [...plannedOddities(world), ...happenings.oddities()]
    const labels = join(options.out, 'labels.json')
    await writeWhole(labels, labelsText({ options, world, cast, oddities, files }))
    const sum = (of: 'lines' | 'bytes') => files.reduce((total, file) => total + file[of], 0)
    const attacks = cast.attacks.filter((attack) => attack.mark.ranges.length > 0).length
    return { files, lines: sum('lines'), bytes: sum('bytes'), attacks, labels }
  } catch (error) {
    throw explained(error, options.out)
  }
}

/** Logs with labels beside them are an earlier simulation's; any others are somebody's. @throws Error */
function refuseOthers(paths: readonly string[], labels: string): void {
  const other = existsSync(labels) ? undefined : paths.find((path) => existsSync(path))
  if (other === undefined) return
  throw new Error(`${other} is there already, and no simulation made it: choose another folder with --out.`)
}

interface Output {
  finish(): Promise<void>
  abandon(): Promise<void>
}

/** Creates the files and fills them; a failure leaves none behind. */
async function filled<T extends Output>(
  paths: readonly string[],
  create: (path: string) => Promise<T>,
  fill: (files: readonly T[]) => Promise<void>,
): Promise<readonly T[]> {
  const files: T[] = []
  try {
    for (const path of paths) files.push(await create(path))
    await fill(files)
    for (const file of files) await file.finish()
  } catch (error) {
    await Promise.all(files.map((file) => file.abandon()))
    throw error
  }
  return files
}

function worldFor(options: SimulationOptions): World {
  if (options.lines === undefined) return createWorld(options, options.flows ?? 20)
  const world = createWorld(options, 0)
  return { ...world, flows: flowsForLines(world, options.lines, options.format) }
}

async function write(
  actions: Iterable<Action>,
  gateways: readonly Gateway[],
  logs: readonly LogFile[],
  writer: Writer,
  happenings: Happenings,
  onLines: ((lines: number) => void) | undefined,
): Promise<void> {
  const hosts = logs.map((log) => log.name.replace('.log', ''))
  const lines: string[] = []
  let total = 0
  for (const action of actions) {
    const index = 'tunnel' in action ? action.tunnel.gateway : action.gateway
    const log = logs[index]
    if (!log) throw new RangeError(`no gateway ${index}`)
    gateways[index]?.handle(action)
    lines.length = 0
    writer(action, hosts[index] ?? '', lines)
    if (lines.length === 0) continue
    log.append(lines)
    total += lines.length
    happenings.markFor(action)?.note(log.name, log.lines - lines.length + 1, log.lines, action.time)
    if (log.full) {
      await log.flush()
      onLines?.(total)
    }
  }
}

async function writeWhole(path: string, text: string): Promise<void> {
  try {
    await writeFile(`${path}.tmp`, text)
    await rename(`${path}.tmp`, path)
  } catch (error) {
    await rm(`${path}.tmp`, { force: true })
    throw error
  }
}

const causes: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'writing there is not allowed',
  EPERM: 'writing there is not allowed',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'there is a file of that name',
  EISDIR: 'a folder has the name of a file to be written',
}

function explained(error: unknown, folder: string): unknown {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  const cause = causes[code]
  return cause === undefined ? error : new Error(`Cannot write to ${folder}: ${cause}.`, { cause: error })
}
