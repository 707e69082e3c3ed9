import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { Run } from './rounds.ts'

interface PeerData {
  width: number
  /** Raw rows that teach, and that are scored. */
  pool: Float32Array
  probe: Float32Array
  /** Rows of the pool that teach the One-Class SVM and LOF. */
  svmRows: Int32Array
  lofRows: Int32Array
}

export type PeerTask = 'iforest' | 'ocsvm' | 'lof' | 'loop'

const greeting = z.union([z.object({ version: z.string() }), z.object({ missing: z.string() })])
const answer = z.object({ rows: z.number(), seconds: z.number(), cpuSeconds: z.number() })

/** `sklearn-loop.py` as a process of its own, asked a line at a time. One thread: its own pools stall beside ours. */
export class SklearnPeer {
  readonly version: string
  readonly #child: ChildProcess
  readonly #lines: AsyncIterator<string>
  readonly #folder: string

  private constructor(version: string, child: ChildProcess, lines: AsyncIterator<string>, folder: string) {
    this.version = version
    this.#child = child
    this.#lines = lines
    this.#folder = folder
  }

  /** The reason, in words, where scikit-learn is not there. */
  static async start(python: string, data: PeerData): Promise<SklearnPeer | string> {
    const folder = mkdtempSync(join(tmpdir(), 'sonic-sklearn-'))
    writeFileSync(join(folder, 'pool.f4'), data.pool)
    writeFileSync(join(folder, 'probe.f4'), data.probe)
    writeFileSync(join(folder, 'svm.i4'), data.svmRows)
    writeFileSync(join(folder, 'lof.i4'), data.lofRows)
    // What tunes OpenBLAS for another program would make this one slower than it is.
    const { OPENBLAS_CORETYPE: _core, OPENBLAS_L2_SIZE: _cache, ...rest } = process.env
    const env = { ...rest, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' }
    const child = spawn(python, [join(import.meta.dirname, '..', 'sklearn-loop.py')], {
      env,
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    const failed = new Promise<string>((resolve) => child.on('error', ({ message }) => resolve(message)))
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    child.stdin.on('error', () => {})
    child.stdin.write(`${JSON.stringify({ folder, width: data.width })}\n`)
    const first = await Promise.race([lines.next(), failed])
    const parsed =
      typeof first === 'string' || first.done ? undefined : greeting.parse(JSON.parse(first.value))
    if (parsed && 'version' in parsed) return new SklearnPeer(parsed.version, child, lines, folder)
    child.kill()
    rmSync(folder, { recursive: true })
    return parsed?.missing ?? `${python}: ${typeof first === 'string' ? first : 'it ended at once'}`
  }

  async measure(task: PeerTask, batch: number, seconds: number): Promise<Run> {
    this.#child.stdin?.write(`${JSON.stringify({ task, batch, seconds })}\n`)
    const line = await this.#lines.next()
    if (line.done) throw new Error('the scikit-learn process ended')
    return answer.parse(JSON.parse(line.value))
  }

  close(): void {
    this.#child.stdin?.end()
    rmSync(this.#folder, { recursive: true })
  }
}
