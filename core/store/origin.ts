import type { Opened } from './database.ts'

/** Notes the command that a workspace was made by, where that matters later. */
export function markMadeBy({ connection }: Opened, command: string): void {
  connection.prepare('INSERT OR IGNORE INTO origin (command) VALUES (?)').run(command)
}

export function isMadeBy({ connection }: Opened, command: string): boolean {
  return (
    connection.prepare<[string], number>('SELECT 1 FROM origin WHERE command = ?').pluck().get(command) === 1
  )
}
