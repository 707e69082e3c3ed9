import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/** Public samples lie beside the project; they are not part of it. @throws Error when the folder is not there */
export function samplesFolder(name: string): string {
  const folder = folderOf(name)
  if (!hasSamples(name)) throw new Error(`${folder} is not there: this evaluation needs the public samples`)
  return folder
}

export function hasSamples(name: string): boolean {
  return existsSync(folderOf(name))
}

function folderOf(name: string): string {
  return resolve(import.meta.dirname, '..', '..', '..', 'shared', 'samples', name)
}
