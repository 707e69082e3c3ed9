import { createContext, use } from 'react'
import type { ImportOptions } from '../../core/contract.ts'
import { navigate } from '../shell/navigate.ts'
import { useStore } from '../store/use-store.ts'
import type { FileAccess } from '../transport/connect.ts'
import { attempt } from '../ui/notices.tsx'

export const FilesContext = createContext<FileAccess | undefined>(undefined)

const failure = 'The import did not start'

/** The ways to begin an import; each shows the import's page at once. `options` says how. */
export function useOpen(options?: ImportOptions) {
  const access = use(FilesContext)
  const importFiles = useStore((state) => state.importFiles)
  const startImport = useStore((state) => state.startImport)
  const startExample = useStore((state) => state.startExample)

  const begin = (start: () => Promise<void>) => {
    attempt(failure, start)
    navigate({ screen: 'import' })
  }
  const pick = access?.pick
  return {
    openFiles: (files: File[]) => {
      if (files.length > 0) begin(() => importFiles(files, options))
    },
    openPaths: (paths: string[]) => {
      if (paths.length > 0) begin(() => startImport(paths, options))
    },
    openExample: () => begin(startExample),
    /** The operating system's own dialog, where there is one. */
    pickFiles:
      pick &&
      (() =>
        attempt(failure, async () => {
          const paths = await pick()
          if (paths.length > 0) begin(() => startImport(paths, options))
        })),
  }
}
