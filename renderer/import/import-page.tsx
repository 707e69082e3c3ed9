import { useState } from 'react'
import { navigate } from '../shell/navigate.ts'
import { selectImportRuns } from '../store/selectors.ts'
import { useStore } from '../store/use-store.ts'
import { Button } from '../ui/button.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { ClearWorkspace } from './clear-workspace.tsx'
import { ImportHistory } from './import-history.tsx'
import { ImportProgressPanel } from './import-progress.tsx'
import { ImportReportView } from './import-report.tsx'
import { Uploads } from './uploads.tsx'

export function ImportPage() {
  const runs = useStore(selectImportRuns)
  const uploading = useStore((state) => state.uploads.length > 0)
  const reports = useStore((state) => state.reports)
  const load = useStore((state) => state.loadImports)
  const [chosen, setChosen] = useState<string>()
  return (
    <div className="mx-auto flex max-w-300 flex-col gap-4 p-4">
      <header className="flex items-center justify-between">
        <h1 className="text-xl font-semibold">Import</h1>
        <div className="flex gap-2">
          <ClearWorkspace />
          <Button onClick={() => navigate({ screen: 'open' })}>Open more files…</Button>
        </div>
      </header>
      {uploading && <Uploads />}
      {runs && <ImportProgressPanel />}
      <Loaded what="the import reports" of={reports} retry={load}>
        {({ items: value, next }) => {
          const report = value.find(({ id }) => id === chosen) ?? value[0]
          if (report === undefined)
            return runs || uploading ? null : <Empty title="Nothing was imported yet." />
          return (
            <>
              {value.length > 1 && (
                <ImportHistory
                  reports={value}
                  isMore={next !== undefined}
                  shown={report.id}
                  onShow={setChosen}
                />
              )}
              <ImportReportView key={report.id} report={report} />
            </>
          )
        }}
      </Loaded>
    </div>
  )
}
