import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'

/** An npm package that is nothing but data files. */
interface DataPackage {
  /** `YYYY-MM-DD`, from the package version; undefined where that tells no date. */
  date: string | undefined
  path(file: string): string
}

const manifestSchema = z.object({ version: z.string() })

/** Where the optional package `name` is installed, or undefined where it is not (or unreadable). */
export function findDataPackage(name: string): DataPackage | undefined {
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`)
    const { version } = manifestSchema.parse(JSON.parse(readFileSync(manifest, 'utf8')))
    const folder = dirname(manifest)
    return { date: dateOfVersion(version), path: (file) => join(folder, file) }
  } catch {
    return undefined
  }
}

/** The ip-location-db packages end their version in YYYYMMDDHH: `2.3.2026060513` was made on 2026-06-05. */
export function dateOfVersion(version: string): string | undefined {
  const [, year, month, day] = /\.(20\d\d)([01]\d)([0-3]\d)\d{0,2}$/.exec(version) ?? []
  return year && month && day ? `${year}-${month}-${day}` : undefined
}
