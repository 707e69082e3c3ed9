import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { errorMessage } from '../event/error-message.ts'
import { readJson } from './read-json.ts'
import { replaceFile } from './replace-file.ts'
import { defaultSettings, settingNames, settingSchemas, settingsSchema } from './settings.ts'
import type { SettingName, Settings } from './settings.ts'

export interface ReadSettings {
  settings: Settings
  /** What in the file could not be used, each a sentence for a person. */
  notices: string[]
}

const documentSchema = z.record(z.string(), z.unknown())
type Document = z.infer<typeof documentSchema>

export function settingsPath(dataDir: string): string {
  return join(dataDir, 'settings.json')
}

/**
 * The settings of a data folder. Never fails: what cannot be used counts as its default and a notice says so. The file
 * itself is left as it is.
 */
export async function readSettings(dataDir: string): Promise<ReadSettings> {
  const { document, problem } = await readDocument(settingsPath(dataDir))
  if (!document) return { settings: defaultSettings, notices: problem === undefined ? [] : [problem] }
  const settings: Document = { ...defaultSettings }
  const notices: string[] = []
  for (const [name, value] of Object.entries(document)) {
    const known = settingNames.find((candidate) => candidate === name)
    const wrong = known === undefined ? 'is no setting of this version' : wrongWith(known, value)
    if (known !== undefined && wrong === undefined) settings[known] = value
    else
      notices.push(
        `${settingsPath(dataDir)}: ${name} ${wrong}${known ? `; ${defaultSettings[known]} is used` : ''}.`,
      )
  }
  return { settings: settingsSchema.parse(settings), notices }
}

/**
 * Changes settings; the others stay, and so does what a newer version wrote. A file that holds no settings is kept aside
 * as `settings.json.damaged` first.
 * @throws RangeError for a value out of bounds, Error for a folder that cannot be written
 */
export async function writeSettings(dataDir: string, change: Partial<Settings>): Promise<ReadSettings> {
  for (const name of settingNames) {
    const wrong = change[name] === undefined ? undefined : wrongWith(name, change[name])
    if (wrong !== undefined) throw new RangeError(`${name} ${wrong}.`)
  }
  const path = settingsPath(dataDir)
  const { document, problem } = await readDocument(path)
  if (problem !== undefined) await copyFile(path, `${path}.damaged`)
  await replaceFile(path, `${JSON.stringify({ ...document, ...change }, undefined, 2)}\n`)
  return readSettings(dataDir)
}

/** What is wrong with a value, as the end of a sentence that begins with the setting's name. */
export function wrongWith(name: SettingName, value: unknown): string | undefined {
  const { error } = settingSchemas[name].safeParse(value)
  return error?.issues[0]?.message
}

async function readDocument(path: string): Promise<{ document?: Document; problem?: string }> {
  try {
    const file = await readJson(path)
    if (!file) return {}
    const parsed = documentSchema.safeParse(file.json)
    return parsed.success
      ? { document: parsed.data }
      : { problem: `${path} holds no settings: the defaults are used.` }
  } catch (error) {
    return { problem: `${path} cannot be read (${errorMessage(error)}): the defaults are used.` }
  }
}
