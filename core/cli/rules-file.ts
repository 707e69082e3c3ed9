import { readFileSync } from 'node:fs'
import { parseDraft, type RuleDraft } from '../detect/suppression.ts'
import { errorMessage } from '../event/error-message.ts'
import { explain } from '../ingest/sources/explain.ts'
import { UsageError } from './usage-error.ts'

/**
 * The rules of a file: a JSON array, or a single rule.
 * @throws UsageError that names the file, the rule by its number, and what is wrong with it
 */
export function readRulesFile(path: string): RuleDraft[] {
  const value = parseFile(path)
  const drafts: unknown[] = Array.isArray(value) ? value : [value]
  return drafts.map((draft, index) => {
    try {
      return parseDraft(draft)
    } catch (error) {
      throw new UsageError(`${path}, rule ${index + 1}: ${errorMessage(error)}`)
    }
  })
}

function parseFile(path: string): unknown {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new UsageError(`${path} ${explain(error)}`)
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new UsageError(`${path} holds no rules: it is not valid JSON. docs/detections.md shows the form.`)
  }
}
