import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorMessage } from '../event/error-message.ts'

/**
 * Opens the browser at an address that signs it in. The address stands in a page that only this person can read, and not
 * in the browser's arguments, which everybody on this machine can. The page goes when the address has been used, has
 * expired, or Sonic ends.
 * @returns why it could not, for a person; a machine without a browser is no reason
 */
export function openBrowser(
  dataDir: string,
  createAddress: (onSpent: () => void) => string,
): string | undefined {
  try {
    const [command, ...args] = browserCommand(writePage(dataDir, createAddress))
    const child = spawn(command, args, { stdio: 'ignore', detached: true })
    child.on('error', () => {})
    child.unref()
    return undefined
  } catch (error) {
    return errorMessage(error)
  }
}

/** @returns the path of the page, in a folder of its own: mkdtemp makes it with mode 0700 */
function writePage(dataDir: string, createAddress: (onSpent: () => void) => string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const folder = mkdtempSync(join(dataDir, 'open-'))
  const remove = (): void => {
    process.off('exit', remove)
    rmSync(folder, { recursive: true, force: true })
  }
  process.on('exit', remove)
  const page = join(folder, 'sonic.html')
  writeFileSync(page, signInPage(createAddress(remove)), { mode: 0o600, flag: 'wx' })
  return page
}

/** `address` is our own: it holds nothing that HTML would read as markup. */
function signInPage(address: string): string {
  return `<!doctype html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url=${address}">
<title>Sonic</title>
<a href="${address}">Open Sonic</a>
`
}

function browserCommand(page: string): [string, ...string[]] {
  switch (process.platform) {
    case 'win32':
      return ['explorer.exe', page]
    case 'darwin':
      return ['open', page]
    default:
      return ['xdg-open', page]
  }
}
