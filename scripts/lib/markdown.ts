import { readFileSync, writeFileSync } from 'node:fs'
import { format, resolveConfig } from 'prettier'

export const modelCardPath = new URL('../../docs/model-card.md', import.meta.url)
export const detectionsPath = new URL('../../docs/detections.md', import.meta.url)

/** A table whose first `texts` columns are text and whose others are numbers. */
export function markdownTable(head: string[], rows: (string | number)[][], texts = 1): string {
  const line = (cells: (string | number)[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map((_, i) => (i < texts ? '---' : '--:'))), ...rows.map(line)].join('\n')
}

/** Replaces what stands between `<!-- begin: name -->` and `<!-- end: name -->`. @throws Error without such markers */
export async function writeSection(path: URL, name: string, content: string): Promise<void> {
  const text = readFileSync(path, 'utf8')
  const begin = `<!-- begin: ${name} -->`
  const from = text.indexOf(begin)
  const to = text.indexOf(`<!-- end: ${name} -->`)
  if (from < 0 || to < from) throw new Error(`${path.pathname} has no section ${name}`)
  const next = `${text.slice(0, from + begin.length)}\n\n${content.trim()}\n\n${text.slice(to)}`
  const options = await resolveConfig(path)
  writeFileSync(path, await format(next, { ...options, parser: 'markdown' }))
}
