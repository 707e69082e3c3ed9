import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Store } from './store.ts'
import { workspaceHolder } from './workspace-lock.ts'

let folder: string
let path: string
const children: ChildProcess[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sonic-lock-'))
  path = join(folder, 'workspace.sqlite')
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

/** Another process that holds the workspace until it is killed. */
async function holdElsewhere(): Promise<ChildProcess> {
  const store = join(import.meta.dirname, 'store.ts')
  const code = `
    const { Store } = await import(${JSON.stringify(store)})
    const store = new Store(${JSON.stringify(path)})
    store.beginImport('running', 7, { fingerprint: 'files' })
    store.hold('sonic analyze', 'running')
    process.stdout.write('held')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  await once(child.stdout, 'data')
  return child
}

it('says who writes, lets others read meanwhile, and is free when the writer was killed', async () => {
  const child = await holdElsewhere()
  const store = new Store(path)
  expect(() => store.hold('sonic rules')).toThrow(
    new RegExp(
      `The workspace .*workspace\\.sqlite is being written by sonic analyze \\(process ${child.pid}, since 20.*\\): wait for it`,
    ),
  )
  expect(workspaceHolder(path)).toMatchObject({ pid: child.pid, import: 'running' })
  expect(store.imports()).toEqual([])

  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(workspaceHolder(path)).toBeUndefined()
  expect(store.imports()).toMatchObject([{ id: 'running', state: 'interrupted', started: 7 }])
  store.hold('sonic rules').release()
  store.close()
})

it('holds within one process too, and is given back', () => {
  const [one, other] = [new Store(path), new Store(path)]
  const hold = one.hold('the workstation', 'import')
  expect(() => other.holding('sonic rules', () => {})).toThrow(/written by the workstation/)
  hold.release()
  expect(other.holding('sonic rules', () => 'done')).toBe('done')
  expect(workspaceHolder(path)).toBeUndefined()
  one.close()
  other.close()
})
