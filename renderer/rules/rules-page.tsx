import { useEffect } from 'react'
import type { RulePage } from '../../core/contract/index.ts'
import { plural } from '../format/number.ts'
import { useStore } from '../store/use-store.ts'
import { ListEnd } from '../ui/list-end.tsx'
import { Panel } from '../ui/panel.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { RuleLog } from './rule-log.tsx'
import { RuleTable } from './rule-table.tsx'

export function RulesPage() {
  const rules = useStore((state) => state.rules)
  const load = useStore((state) => state.loadRules)
  return (
    <div className="mx-auto flex max-w-300 flex-col gap-4 p-4">
      <header>
        <h1 className="text-xl font-semibold">Rules</h1>
        <p className="text-muted">
          Rules hide alerts that you know already. A rule applies to everything stored and everything opened
          later; remove it and all is as it was.
        </p>
      </header>
      <Loaded what="the rules" of={rules} retry={load}>
        {(value) => <RulesView page={value} />}
      </Loaded>
    </div>
  )
}

function RulesView({ page: { items: rules, total, next } }: { page: RulePage }) {
  const more = useStore((state) => state.loadMoreRules)
  const log = useStore((state) => state.ruleLog.value)
  const loadLog = useStore((state) => state.loadRuleLog)
  useEffect(() => void loadLog(), [loadLog])
  return (
    <>
      <Panel title="Suppression and allow rules" aside={plural(total, 'rule')} padded={false}>
        {rules.length === 0 ? (
          <Empty title="No rules">
            <p>Open an incident and choose “Suppress…” on an alert that you know already.</p>
          </Empty>
        ) : (
          <>
            <RuleTable rules={rules} />
            <ListEnd isMore={next !== undefined} more={more} />
          </>
        )}
      </Panel>
      {log !== undefined && log.items.length > 0 && <RuleLog log={log} />}
    </>
  )
}
