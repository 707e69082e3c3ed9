import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { FromImportWorker, ImportStartup } from '../core/pipeline/messages.ts'
import { WorkerRun } from '../core/pipeline/worker-run.ts'
import { resources } from '../core/host/resources.ts'
import type { ImportReport } from '../core/ingest/import-report.ts'
import { simulate } from '../core/simulate/simulate.ts'

const out = resolve(import.meta.dirname, '..', 'out')
const isBuilt = existsSync(join(out, 'main', 'main.js'))

// The desktop package runs these files, not the sources; only Electron itself is missing here.
describe.skipIf(!isBuilt)('the desktop bundle (npm run build)', () => {
  it('analyses a log on its own workers', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sonic-bundle-'))
    try {
      await simulate({ users: 5, days: 3, seed: 5, attacks: 'none', out: folder })
      const workerData = {
        job: { id: 'bundle', paths: [join(folder, 'vpn-gw1.log')] },
        workspace: join(folder, 'workspace.sqlite'),
        modelsDir: resources.models,
        dataDir: folder,
      } satisfies ImportStartup
      const report = await new Promise<ImportReport>((done, fail) => {
        void new WorkerRun<FromImportWorker>({
          entry: pathToFileURL(join(out, 'main', 'import-worker.js')),
          workerData,
          onMessage: (message) => {
            if (message.type === 'finished') done(message.report)
          },
          onExit: (failure) => fail(new Error(failure)),
        })
      })
      expect(report).toMatchObject({ state: 'done', error: undefined })
      expect(report.totals.records).toBeGreaterThan(100)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('loads its preload script as CommonJS, as a sandboxed page needs', () => {
    const preload = readFileSync(join(out, 'preload', 'preload.cjs'), 'utf8')
    expect(preload).toMatch(/require\(["']electron["']\)/)
    expect(preload).not.toMatch(/^import /m)
  })
})
