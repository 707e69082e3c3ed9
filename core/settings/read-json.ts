import { readFile } from 'node:fs/promises'

/**
 * What a JSON file holds, to be checked; undefined where there is no file.
 * @throws Error for a file that cannot be read or is no JSON
 */
export async function readJson(path: string): Promise<{ json: unknown } | undefined> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
  return { json: JSON.parse(text) }
}
