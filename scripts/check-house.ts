/**
 * Enforces the house: which room may import which (types included), the size budget of a file, one place for each raw dependency, and no
 * `export` of what only its own file uses.
 * `npm run lint` runs it; it prints every breach and exits with 1.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { findCircles } from './lib/import-circles.ts'
import { dirname, join, relative, resolve, sep } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const maxLines = 350
const isTable = (path: string): boolean => /\.data\.ts$|\/data\//.test(path)

/** The way of an event: a room may import rooms before it, never those after it. */
const order = [
  'event',
  'settings',
  'memory',
  'ingest',
  'enrich',
  'events',
  'baseline',
  'features',
  'models',
  'detect',
  'correlate',
  'store',
  'report',
  'evaluate',
  'simulate',
  'pipeline',
  'contract',
  'host',
  'cli',
] as const

/** Raw dependency -> the only rooms that may import it, outside tests. */
const wrapped: Record<string, string[]> = {
  'better-sqlite3': ['core/store'],
  'onnxruntime-node': ['core/models'],
  commander: ['core/cli'],
  hono: ['core/host'],
  ws: ['core/host'],
  electron: ['electron'],
  react: ['renderer'],
  'plotly.js': ['renderer'],
}

/** What is taken from a `Store`: SQL is written in one room. */
const connection = /\.connection\b|[{,]\s*connection\s*[,}:]/

/** The pure functions and constants of the core that the screens share; of everything else they know the types. */
const shared = ['core/event/visible.ts', 'core/event/time-units.ts']

/** Found by the compiler and by the parser's generator, not by a name in another file. */
const foundOtherwise = /^renderer\/shown\/|^core\/events\/query\/query-(parser|terms)\.ts$/

/** Where circles are left; nowhere else may there be any, those of types included. */
const circular = ['core/ingest/', 'core/events/segment/', 'renderer/store/']

const breaches: string[] = []
const texts = new Map(
  [...list(['core', 'electron', 'renderer', 'scripts', 'bench', 'tests']), ...configs()].map((path) => [
    path,
    readFileSync(join(root, path), 'utf8'),
  ]),
)
const imports = new Map<string, string[]>()
const users = countUsers(texts.values())
for (const [path, text] of texts) {
  if (!foundOtherwise.test(path))
    for (const name of exportsOf(text))
      if (users.get(name) === 1) breaches.push(`${path}: exports ${name}, which only this file uses`)
  const lines = text.split('\n').length - 1
  if (lines > maxLines && !isTable(path)) breaches.push(`${path}: ${lines} lines, the budget is ${maxLines}`)
  if (takesConnection(path, text))
    breaches.push(`${path}: takes the connection of a workspace, which only core/store may`)
  for (const target of importsOf(text)) check(path, target)
  imports.set(
    path,
    importsOf(text).map(({ name }) => (name.startsWith('.') ? resolved(path, name) : name)),
  )
}
for (const circle of findCircles(imports))
  if (!circular.some((folder) => circle.every((path) => path.startsWith(folder))))
    breaches.push(`${circle.join(', ')}: import one another in a circle`)
for (const breach of breaches) console.error(breach)
console.log(`check-house: ${texts.size} files, ${breaches.length} breaches`)
process.exitCode = breaches.length > 0 ? 1 : 0

function check(path: string, { name, typeOnly }: Import): void {
  const isTest = /\.(test|spec)\.tsx?$/.test(path)
  if (!name.startsWith('.')) {
    const rooms = Object.entries(wrapped).find(
      ([dependency]) => name === dependency || name.startsWith(`${dependency}/`),
    )?.[1]
    if (
      rooms &&
      !isTest &&
      !typeOnly &&
      !rooms.some((room) => path.startsWith(`${room}/`)) &&
      !/^(scripts|bench|tests)\//.test(path)
    ) {
      breaches.push(`${path}: imports ${name}, which only ${rooms.join(', ')} may`)
    }
    if (path.startsWith('renderer/') && name.startsWith('node:') && !isTest && !path.endsWith('config.ts'))
      breaches.push(`${path}: imports ${name}`)
    return
  }
  const target = resolved(path, name)
  const [from, to] = [roomOf(path), roomOf(target)]
  if (from.top === 'core' && to.top !== 'core' && !isTest && !target.endsWith('package.json'))
    breaches.push(`${path}: core may not import ${target}`)
  if (from.top === 'renderer' && to.top === 'core' && !typeOnly && !isTest && !shared.includes(target))
    breaches.push(`${path}: renderer may import only types of ${target}`)
  if (from.top === 'renderer' && to.top === 'electron')
    breaches.push(`${path}: renderer may not import ${target}`)
  if (from.top === 'core' && to.top === 'core' && !isTest && from.rank >= 0 && to.rank > from.rank) {
    breaches.push(`${path}: ${from.room} comes before ${to.room}, so it may not import ${target}`)
  }
}

function takesConnection(path: string, text: string): boolean {
  const isInside = path.startsWith('core/store/') || path.endsWith('.test.ts')
  return path.startsWith('core/') && !isInside && text.includes('/store/') && connection.test(text)
}

/** Path, from the root, of what a file imports. */
function resolved(path: string, name: string): string {
  return relative(root, resolve(root, dirname(path), name))
    .split(sep)
    .join('/')
}

/** In how many files each word stands. */
function countUsers(contents: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const text of contents)
    for (const word of new Set(text.match(/[A-Za-z_$][\w$]*/g))) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

function exportsOf(text: string): string[] {
  const declared = /^export (?:async )?(?:const|function\*?|class|interface|type) ([\w$]+)/gm
  return Array.from(text.matchAll(declared), ([, name = '']) => name)
}

function configs(): string[] {
  return readdirSync(root).filter((name) => name.endsWith('.config.ts'))
}

function roomOf(path: string): { top: string; room: string; rank: number } {
  const [top = '', room = ''] = path.split('/')
  return { top, room, rank: top === 'core' ? order.findIndex((name) => name === room) : -1 }
}

interface Import {
  name: string
  typeOnly: boolean
}

function importsOf(text: string): Import[] {
  const found: Import[] = []
  for (const match of text.matchAll(
    /^(?:import|export)\s+(type\s+)?(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm,
  )) {
    found.push({ name: match[2] ?? '', typeOnly: match[1] !== undefined })
  }
  for (const match of text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)) {
    found.push({ name: match[1] ?? '', typeOnly: false })
  }
  return found
}

function list(folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/')),
  )
}
