import { createContext, use } from 'react'
import type { ReadingRequest } from '../../core/contract/index.ts'
import { navigate } from '../shell/navigate.ts'
import { useStore } from '../store/use-store.ts'
import type { FileAccess } from '../transport/connect.ts'
import { attempt } from '../ui/notices.tsx'

export const FilesContext = createContext<FileAccess | undefined>(undefined)

const failure = 'The import did not start'

/** The ways to begin an import; each shows the import's page at once. `reading` says what the files do not tell. */
export function useOpen(reading?: ReadingRequest) {
  const access = use(FilesContext)
  const importFiles = useStore((state) => state.importFiles)
  const startImport = useStore((state) => state.startImport)
  const startExample = useStore((state) => state.startExample)

  const begin = (start: () => Promise<void>) => {
    attempt(failure, start)
    navigate({ screen: 'import' })
  }
  const openPaths = (paths: string[]) => {
    if (paths.length > 0) begin(() => startImport(paths, reading))
  }
  const pickWith = (dialog: (() => Promise<string[]>) | undefined) =>
    dialog && (() => attempt(failure, async () => openPaths(await dialog())))
  return {
    openFiles: (files: File[]) => {
      if (files.length > 0) begin(() => importFiles(files, reading))
    },
    openPaths,
    openExample: () => begin(startExample),
    /** The operating system's own dialogs, where there are any. */
    pickFiles: pickWith(access?.dialogs?.files),
    pickFolders: pickWith(access?.dialogs?.folders),
  }
}
