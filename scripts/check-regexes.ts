/**
 * Every regular expression of `core/ingest` must take linear time on any text: a log is hostile. `npm run lint` runs it;
 * it prints every expression that may not and exits with 1. `regex-risk.ts` says what it looks for; safe-regex2 is a
 * second opinion.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import safeRegex from 'safe-regex2'
import { parseSync } from 'vite'
import { nodesOf } from './fixture-lines.ts'
import { regexRisk } from './regex-risk.ts'

const root = join(import.meta.dirname, '..')
const folder = join(root, 'core', 'ingest')

/** Files that build expressions at run time, and why theirs are linear. */
const builders: Record<string, string> = {
  'time-format.ts': 'each token is a bounded number of characters',
}

/** Expressions that are linear all the same, and why: safe-regex2 counts a bounded repetition in an optional group as nested. */
const bounded: Record<string, string> = {
  '/^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?$/': 'anchored, at most 26 characters',
  '/ charon(?:-systemd|-nm)?(?:\\[\\d{1,10}\\])?(?:: | \\d{1,10} )/':
    'every part is bounded and begins differently',
  '/^#(?:path\\t\\w+|(?:open|close)\\t[\\dX]{4}(?:-[\\dX]{2}){5})$/':
    'anchored, one unbounded repetition at the end',
}

let expressions = 0
const breaches: string[] = []
for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
  if (!entry.endsWith('.ts') || /\.(test|fixture|data)\.ts$/.test(entry)) continue
  for (const found of expressionsOf(join(folder, entry))) {
    if (found === 'built') {
      if (!(entry in builders)) breaches.push(`core/ingest/${entry}: builds a regular expression at run time`)
      continue
    }
    expressions += 1
    const text = `/${found.pattern}/${found.flags}`
    const risk =
      regexRisk(found.pattern, found.flags) ??
      (safeRegex(new RegExp(found.pattern, found.flags)) ? undefined : 'safe-regex2 finds nested repetition')
    if (risk !== undefined && !(text in bounded)) breaches.push(`core/ingest/${entry}: ${text}: ${risk}`)
  }
}
for (const breach of breaches) console.error(breach)
console.log(`check-regexes: ${expressions} expressions, ${breaches.length} breaches`)
process.exitCode = breaches.length > 0 ? 1 : 0

function* expressionsOf(path: string): Generator<{ pattern: string; flags: string } | 'built'> {
  for (const node of nodesOf(parseSync(path, readFileSync(path, 'utf8')).program)) {
    const { type, regex, callee } = node as {
      type?: unknown
      regex?: { pattern: string; flags: string }
      callee?: { name?: unknown }
    }
    if (type === 'Literal' && regex !== undefined) yield regex
    if ((type === 'NewExpression' || type === 'CallExpression') && callee?.name === 'RegExp') yield 'built'
  }
}
