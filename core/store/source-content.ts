/** A file that an import reads, by its content. */
export interface SourceContent {
  fingerprint: string
  path: string
}
