import { useState } from 'react'
import type { ImportReport } from '../../core/contract/index.ts'
import { ImportHistory } from '../import/import-history.tsx'
import { useStore } from '../store/use-store.ts'
import { Figures } from '../ui/figures.tsx'
import { Panel } from '../ui/panel.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { CoverageTable } from './coverage-table.tsx'

/** What the loaded data can show, and what it can't: silence about a blind spot is no good news. */
export function CoveragePage() {
  const reports = useStore((state) => state.reports)
  const load = useStore((state) => state.loadImports)
  const [chosen, setChosen] = useState<string>()
  return (
    <div className="mx-auto flex max-w-300 flex-col gap-4 p-4">
      <header>
        <h1 className="text-xl font-semibold">Coverage</h1>
        <p className="text-muted">
          Which attacks the imported records could show. What cannot be seen raises no alert, even if it
          happens.
        </p>
      </header>
      <Loaded what="the import reports" of={reports} retry={load}>
        {({ items: value, next }) => {
          const report =
            value.find(({ id }) => id === chosen) ??
            value.find(({ stays }) => stays === undefined) ??
            value[0]
          if (report === undefined) return <Empty title="Nothing was imported yet." />
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
              <Coverage report={report} />
            </>
          )
        }}
      </Loaded>
    </div>
  )
}

function Coverage({ report: { coverage } }: { report: ImportReport }) {
  if (coverage.length === 0) return <Empty title="This import did not come far enough to tell." />
  const count = (state: (typeof coverage)[number]['state']) =>
    coverage.filter((scenario) => scenario.state === state).length
  return (
    <>
      <Figures
        figures={[
          { label: 'Attack scenarios', value: coverage.length },
          { label: 'Can be seen', value: count('seen') },
          { label: 'In part', value: count('partly') },
          { label: 'Cannot be seen', value: count('blind') },
        ]}
      />
      <Panel title="What this data can show" padded={false}>
        <CoverageTable scenarios={coverage} />
      </Panel>
    </>
  )
}
