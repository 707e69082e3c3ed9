import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** The project's root: two folders up, both from this source file and from the bundle in `out/main`. */
const root = resolve(import.meta.dirname, '..', '..')

/** Where Sonic's own read-only files are. */
export const resources = {
  root,
  models: join(root, 'models'),
  renderer: join(root, 'out', 'renderer'),
  example: join(root, 'examples', 'harbour-office', 'logs'),
  manifest: join(root, 'package.json'),
}

/**
 * The folder of this person's workspaces, models and settings, by the custom of the operating system; `SONIC_DATA` names
 * another.
 */
export function dataFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env['SONIC_DATA']) return resolve(env['SONIC_DATA'])
  switch (process.platform) {
    case 'win32':
      return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Sonic')
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', 'Sonic')
    default:
      return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'sonic')
  }
}

export function defaultWorkspace(env?: NodeJS.ProcessEnv): string {
  return join(dataFolder(env), 'workspace.sqlite')
}
