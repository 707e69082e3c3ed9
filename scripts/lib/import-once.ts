/** `import-once LOG WORKSPACE [thread]`: one import as a process of its own, of which a thread may read; a line on standard output for each commit. To be killed. */
import { randomUUID } from 'node:crypto'
import { resources } from '../../core/host/resources.ts'
import { runImport } from '../../core/pipeline/import.ts'
import { Store } from '../../core/store/store.ts'

const [, , log = '', workspace = '', thread] = process.argv
const store = new Store(workspace)
const hold = store.hold('import-once')
const { state, error } = await runImport(
  { id: randomUUID(), paths: [log] },
  {
    store,
    modelsDir: resources.models,
    signal: new AbortController().signal,
    onProgress: () => {},
    onCommit: () => process.stdout.write('commit\n'),
    readsOnThread: thread !== undefined,
  },
)
hold.release()
store.close()
if (state !== 'done') throw new Error(error ?? state)
