import { FilesContext } from './start/use-open.ts'
import { Shell } from './shell/shell.tsx'
import type { Store } from './store/store.ts'
import { StoreContext } from './store/use-store.ts'
import type { FileAccess } from './transport/connect.ts'
import { Notices } from './ui/notices.tsx'

export function App({ store, files }: { store: Store; files: FileAccess }) {
  return (
    <StoreContext value={store}>
      <FilesContext value={files}>
        <Shell />
        <Notices />
      </FilesContext>
    </StoreContext>
  )
}
