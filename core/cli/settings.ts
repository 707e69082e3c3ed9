import { dataFolder } from '../host/resources.ts'
import { defaultSettings, settingNames, settingTitles, type SettingName } from '../settings/settings.ts'
import { readSettings, settingsPath, wrongWith, writeSettings } from '../settings/settings-file.ts'
import { UsageError } from './usage-error.ts'
import { print, printJson, tell } from './print.ts'

/**
 * `sonic settings`: shows all, `sonic settings KEY` one, `sonic settings KEY VALUE` changes one.
 * @throws UsageError for a setting there is not, or a value out of its bounds
 */
export async function settings(
  key: string | undefined,
  value: string | undefined,
  options: { json?: boolean },
): Promise<number> {
  const dir = dataFolder()
  const name = key === undefined ? undefined : readName(key)
  const { settings: current, notices } =
    name === undefined || value === undefined
      ? await readSettings(dir)
      : await writeSettings(dir, { [name]: readValue(name, value) })
  for (const notice of notices) tell(notice)
  const shown = name === undefined ? settingNames : [name]
  if (options.json) {
    const values = Object.fromEntries(shown.map((each) => [each, current[each]]))
    printJson(values)
    return 0
  }
  for (const each of shown) {
    const standard = current[each] === defaultSettings[each] ? '' : ` (default ${defaultSettings[each]})`
    print(`${each.padEnd(18)} ${current[each]}${standard}  ${settingTitles[each]}`)
  }
  tell(`Kept in ${settingsPath(dir)}.`)
  return 0
}

function readName(text: string): SettingName {
  const name = settingNames.find((candidate) => candidate === text)
  if (name === undefined)
    throw new UsageError(`There is no setting "${text}". There are: ${settingNames.join(', ')}.`)
  return name
}

function readValue(name: SettingName, text: string): string | number {
  const value = text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text)
  const wrong = wrongWith(name, value)
  if (wrong !== undefined) throw new UsageError(`${name} ${wrong}.`)
  return value
}
