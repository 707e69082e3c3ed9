import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

/**
 * Calls `act` for every line that is typed, until the returned function is called.
 * @returns undefined where nobody can type one: a background process that reads its terminal is stopped by it
 */
export function onEnter(act: () => void): (() => void) | undefined {
  if (isInBackground()) return undefined
  const lines = createInterface({ input: process.stdin })
  process.stdin.on('error', () => lines.close())
  lines.on('line', act)
  return () => {
    lines.close()
    process.stdin.destroy()
  }
}

/** Begun as `sonic serve &`. */
function isInBackground(): boolean {
  if (!process.stdin.isTTY || process.platform !== 'linux') return false
  try {
    // proc(5): after the name in parentheses come state, ppid, pgrp, session, tty_nr, tpgid.
    const [, , group, , , foreground] =
      readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return group !== foreground
  } catch {
    return false
  }
}
