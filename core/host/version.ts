import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { resources } from './resources.ts'

const packageSchema = z.object({ version: z.string() })

/** The version of this Sonic, from its package.json. */
export function readVersion(): string {
  return packageSchema.parse(JSON.parse(readFileSync(resources.manifest, 'utf8'))).version
}
