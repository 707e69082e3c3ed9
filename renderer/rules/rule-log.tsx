import type { Page, RuleChange } from '../../core/contract/index.ts'
import { useStore } from '../store/use-store.ts'
import { ListEnd } from '../ui/list-end.tsx'
import { Panel } from '../ui/panel.tsx'
import { Time } from '../ui/time.tsx'

const deeds = {
  add: 'made',
  update: 'changed the end of',
  remove: 'removed',
  expire: 'ended, as it had expired,',
} satisfies Record<RuleChange['change'], string>

/** Every change of a rule: who, when, what. Nothing is ever taken out of it. */
export function RuleLog({ log: { items, next } }: { log: Page<RuleChange> }) {
  const more = useStore((state) => state.loadMoreRuleLog)
  return (
    <Panel title="What was changed" padded={false}>
      <ol className="max-h-80 overflow-y-auto text-sm" tabIndex={0} aria-label="Changes of rules">
        {items.map(({ time, who, change, rule }) => (
          <li
            key={`${time} ${change} ${rule.id}`}
            className="grid grid-cols-[136px_minmax(0,1fr)] gap-3 border-b border-line px-3 py-1.5 last:border-b-0"
          >
            <Time at={time} />
            <span className="break-words">
              <strong className="font-medium">{who}</strong> {deeds[change]} the {rule.kind} rule on{' '}
              {rule.scope} <span className="text-muted">({rule.reason})</span>
            </span>
          </li>
        ))}
        {next !== undefined && (
          <li>
            <ListEnd isMore more={more} />
          </li>
        )}
      </ol>
    </Panel>
  )
}
