import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { resources } from '../host/resources.ts'

const isBuilt = existsSync(join(resources.root, 'out', 'main', 'main.js'))
const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** Runs `sonic` with a runtime of Electron's that is a shell script; what it says until it is ready, then ends it. */
function openWith(script: string): Promise<{ said: string; status: number | null }> {
  const folder = mkdtempSync(join(tmpdir(), 'sonic-open-'))
  folders.push(folder)
  writeFileSync(join(folder, 'electron'), `#!/bin/sh\n${script}\n`)
  chmodSync(join(folder, 'electron'), 0o755)
  const sonic = spawn(process.execPath, [join(resources.root, 'core', 'cli', 'sonic.ts')], {
    env: {
      ...process.env,
      DISPLAY: ':99',
      ELECTRON_OVERRIDE_DIST_PATH: folder,
      SONIC_DATA: join(folder, 'data'),
    },
  })
  let said = ''
  return new Promise((done) => {
    for (const stream of [sonic.stdout, sonic.stderr])
      stream.on('data', (text: Buffer) => {
        said += text.toString()
        if (said.includes('Sonic is ready')) sonic.kill('SIGTERM')
      })
    sonic.on('close', (status) => done({ said, status }))
  })
}

// A shell script stands in for Electron's runtime, which is downloaded and so not always there.
describe.skipIf(!isBuilt || process.platform === 'win32')('the desktop window (npm run build)', () => {
  test('one that dies at the start gives way to the browser, and the reason is said', async () => {
    const { said } = await openWith('echo "the sandbox cannot start" >&2; kill -TRAP $$')
    expect(said).toContain('the sandbox cannot start')
    expect(said).toContain('No desktop window: it ended by SIGTRAP before it was shown')
    expect(said).toContain('Sonic is ready')
    expect((await openWith('exit 1')).said).toContain('it ended with status 1 before it was shown')
  })

  test('one that a person closes ends Sonic', async () => {
    expect(await openWith('exit 0')).toEqual({ said: '', status: 0 })
  })
})
