/**
 * `npm run bench:features`: what the featuriser does with the acts of a simulated organisation: rows a CPU second, and
 * the memory a known person costs (`-- --people N`; each person repeats a stretch of the simulated acts under a name of
 * its own). Machines differ and are noisy: run it before and after a change.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Act } from '../core/event/act.ts'
import { ActAssembler } from '../core/enrich/act-assembler.ts'
import { openAsn } from '../core/enrich/asn.ts'
import { openGeo } from '../core/enrich/geo.ts'
import { featureCount } from '../core/features/catalogue.ts'
import { Featuriser } from '../core/features/featuriser.ts'
import { ActReader } from '../core/pipeline/act-reader.ts'
import { StageClock } from '../core/pipeline/stage-clock.ts'
import { simulate } from '../core/simulate/simulate.ts'

const { values } = parseArgs({
  options: { people: { type: 'string', default: '20000' }, rounds: { type: 'string', default: '5' } },
})
const batchRows = 512
const organisation = { users: 150, days: 35, seed: 4243, format: 'fortigate', attacks: 'none' } as const

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void // what --expose-gc defines

const acts = await simulatedActs()
const days =
  (Math.max(...acts.map(({ time }) => time)) - Math.min(...acts.map(({ time }) => time))) / 86_400_000
console.log(`${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}`)
console.log(
  `${acts.length} acts of ${organisation.users} people in ${days.toFixed(0)} days, ${featureCount} columns`,
)

const rates = Array.from({ length: Number(values.rounds) }, () => {
  const begun = process.cpuUsage()
  run(new Featuriser(), acts)
  const { user, system } = process.cpuUsage(begun)
  return acts.length / ((user + system) / 1e6)
})
const median = rates.toSorted((a, b) => a - b)[Math.floor(rates.length / 2)] ?? 0
console.log(
  `rows per s of CPU ${count(median)} (median of ${rates.length}, best ${count(Math.max(...rates))})`,
)

const people = Number(values.people)
const alone = grownBy((act) => ({ ...act, sourceIp: '', deviceId: '' }))
const all = grownBy((act) => act)
console.log(
  `memory            ${count(alone)} bytes a person: profile and recent acts (${count(people)} people)`,
)
console.log(`                  ${count(all - alone)} bytes more for the addresses and devices of each`)

/** Bytes a person takes, of what `seen` leaves of the acts. */
function grownBy(seen: (act: Act) => Act): number {
  const before = held()
  const featuriser = new Featuriser({ maxUsers: 4 * people })
  populate(featuriser, seen)
  const grown = held() - before
  return grown / featuriser.counts.users
}

/** Every person does what one of the simulated people does, in the order of time. */
function populate(into: Featuriser, seen: (act: Act) => Act): void {
  const copies = Math.ceil(people / organisation.users)
  for (let from = 0; from < acts.length; from += batchRows) {
    const batch = acts.slice(from, from + batchRows).filter(({ user }) => user !== '')
    for (let copy = 0; copy < copies; copy++) into.featurise(batch.map((act) => seen(copyOf(act, copy))))
  }
}

/** Addresses and devices belong to people too. */
function copyOf(act: Act, copy: number): Act {
  const { user, sourceIp, deviceId } = act
  return {
    ...act,
    user: `${user}-${copy}`,
    sourceIp: `${sourceIp}-${copy}`,
    deviceId: deviceId && `${deviceId}-${copy}`,
  }
}

function run(featuriser: Featuriser, all: readonly Act[]): void {
  for (let from = 0; from < all.length; from += batchRows)
    featuriser.featurise(all.slice(from, from + batchRows))
}

function held(): number {
  collect()
  collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

async function simulatedActs(): Promise<Act[]> {
  const out = mkdtempSync(join(tmpdir(), 'sonic-bench-'))
  try {
    const { files } = await simulate({ ...organisation, out })
    const [geo, asn, reader] = await Promise.all([
      openGeo(),
      openAsn(),
      ActReader.open(
        { id: 'bench', paths: files.map(({ file }) => join(out, file)) },
        new AbortController().signal,
      ),
    ])
    const found: Act[] = []
    for await (const some of reader.acts(new ActAssembler({ geo, asn }), new StageClock()))
      found.push(...some)
    return found
  } finally {
    rmSync(out, { recursive: true })
  }
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}
