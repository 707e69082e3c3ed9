/**
 * Writes `out/THIRD-PARTY-NOTICES.txt`, which the desktop package carries: the licence of everything that is in it. What
 * is bundled into the screens is told by the build; the rest are the packages that `package-lock.json` has for production.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'

const root = resolve(import.meta.dirname, '..')
/** Style sheets and fonts become part of the screens without the build's naming them. */
const styles = ['@fontsource-variable/inter', '@fontsource-variable/jetbrains-mono', 'tailwindcss']

const noticeSchema = z.object({
  name: z.string(),
  version: z.string(),
  identifier: z.string().nullish(),
  text: z.string().nullish(),
})
type Notice = z.infer<typeof noticeSchema>

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({ dev: z.boolean().optional(), devOptional: z.boolean().optional() }),
  ),
})
const packageSchema = z.object({ name: z.string(), version: z.string(), license: z.string().optional() })

const bundled = z.array(noticeSchema).parse(readJson(join('out', 'renderer', 'licenses.json')))
const installed = Object.entries(lockSchema.parse(readJson('package-lock.json')).packages)
  .filter(
    ([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional && existsSync(join(root, path)),
  )
  .map(([path]) => noticeOf(path))
const notices = new Map<string, Notice>()
for (const notice of [
  ...bundled,
  ...installed,
  ...styles.map((name) => noticeOf(join('node_modules', name))),
])
  notices.set(`${notice.name} ${notice.version}`, notice)

const sections = [...notices]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(
    ([title, { identifier, text }]) =>
      `${title} (${identifier ?? 'see its text'})\n\n${text?.trim() ?? ''}\n`,
  )
const path = join(root, 'out', 'THIRD-PARTY-NOTICES.txt')
writeFileSync(path, `Sonic contains these packages.\n\n${sections.join(`\n${'-'.repeat(80)}\n\n`)}`)
console.log(`${path}: ${sections.length} packages`)

function noticeOf(folder: string): Notice {
  const { name, version, license } = packageSchema.parse(readJson(join(folder, 'package.json')))
  const files = readdirSync(join(root, folder)).filter((file) => /licen[cs]e|notice|copying/i.test(file))
  const text = files.map((file) => readFileSync(join(root, folder, file), 'utf8')).join('\n')
  return { name, version, identifier: license, text }
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(root, path), 'utf8'))
}
