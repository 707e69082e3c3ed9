import { chmodSync } from 'node:fs'
import { dataFolder } from './resources.ts'

/**
 * Makes all that this process writes from now on the person's own: files 0600, folders 0700, whatever the shell's umask.
 * The data folder of an earlier version is closed to others too; one that `SONIC_DATA` names may hold other things and
 * keeps its rights. On Windows the rights of the person's profile do all this.
 */
export function keepFilesPrivate(): void {
  process.umask(0o077)
  if (process.env['SONIC_DATA']) return
  try {
    chmodSync(dataFolder(), 0o700)
  } catch {
    // There is none yet, or it is another user's, and then it is not ours to close.
  }
}
