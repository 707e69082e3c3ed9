/**
 * Address of a worker beside the calling module. From source the sibling is TypeScript, in the packaged
 * application a bundled chunk with the same name.
 */
export function workerUrl(name: string, from: string): URL {
  return new URL(`./${name}${from.endsWith('.ts') ? '.ts' : '.js'}`, from)
}
