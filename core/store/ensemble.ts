import type { Connection, Opened } from './database.ts'

/** The ensemble that a workspace has taught, as it is kept: unchecked. */
export interface StoredEnsemble {
  /** JSON. */
  manifest: string
  /** ONNX. */
  model: Uint8Array
}

export function writeEnsemble(connection: Connection, { manifest, model }: StoredEnsemble): void {
  connection
    .prepare('INSERT OR REPLACE INTO ensemble (number, manifest, model) VALUES (1, ?, ?)')
    .run(manifest, Buffer.from(model))
}

export function readEnsemble({ connection }: Opened): StoredEnsemble | undefined {
  return connection.prepare<[], StoredEnsemble>('SELECT manifest, model FROM ensemble').get()
}
