import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'

interface Judging<Organisation, Verdict> {
  /** Script that judges the organisation of its argument and prints a verdict, both as JSON. */
  entry: string
  organisations: readonly Organisation[]
  /** Name of an organisation's verdict, where they are kept. */
  nameOf: (organisation: Organisation) => string
  schema: z.ZodType<Verdict>
  /** Processes side by side. */
  jobs: number
  /** Folder that verdicts are kept in, and taken from the next time. */
  keep: string | undefined
  tell: (verdict: Verdict, done: number) => void
}

/** Judges organisations, each in a process of its own. @throws Error where one fails */
export async function judgeAll<Organisation, Verdict>(
  judging: Judging<Organisation, Verdict>,
): Promise<Verdict[]> {
  const { organisations, nameOf, schema, jobs, keep, tell } = judging
  const waiting = organisations.entries()
  const verdicts: Verdict[] = []
  let done = 0
  const work = async (): Promise<void> => {
    for (const [at, organisation] of waiting) {
      const path = keep === undefined ? undefined : join(keep, `${nameOf(organisation)}.json`)
      const text =
        path !== undefined && existsSync(path)
          ? readFileSync(path, 'utf8')
          : await judge(judging.entry, organisation)
      const verdict = schema.parse(JSON.parse(text))
      if (keep !== undefined && path !== undefined) {
        mkdirSync(keep, { recursive: true })
        writeFileSync(path, text)
      }
      verdicts[at] = verdict
      tell(verdict, (done += 1))
    }
  }
  await Promise.all(Array.from({ length: jobs }, work))
  return verdicts
}

function judge(entry: string, organisation: unknown): Promise<string> {
  const argument = JSON.stringify(organisation)
  const child = spawn(process.execPath, [entry, argument], { stdio: ['ignore', 'pipe', 'inherit'] })
  const text: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => text.push(chunk))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve(Buffer.concat(text).toString('utf8'))
      else reject(new Error(`Judging ${argument} failed with exit code ${code}.`))
    })
  })
}
