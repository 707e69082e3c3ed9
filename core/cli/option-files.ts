import { readFile } from 'node:fs/promises'
import { explain } from '../ingest/sources/explain.ts'
import { UsageError } from './usage-error.ts'

/** Certificates or keys of a file that an option names. @throws UsageError */
export async function readPem(option: string, path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined
  const text = await readText(option, path)
  if (!text.includes('-----BEGIN')) throw new UsageError(`${option} ${path}: it holds no PEM.`)
  return text
}

/** @throws UsageError that names the option */
export async function readText(option: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new UsageError(`${option} ${path} ${explain(error)}.`)
  }
}
