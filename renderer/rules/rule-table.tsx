import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { ListedRule } from '../../core/contract/index.ts'
import { formatCount } from '../format/number.ts'
import { sentenceCase } from '../format/text.ts'
import { useStore } from '../store/use-store.ts'
import { Button } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { attempt, notify } from '../ui/notices.tsx'
import { Select } from '../ui/select.tsx'
import { Time } from '../ui/time.tsx'
import { expiryOptions, expiryTime } from './expiry.ts'
import { HiddenDialog } from './hidden-dialog.tsx'

const headings = ['Kind', 'What it hides', 'Made', 'Expires', 'Hides', '']

export function RuleTable({ rules }: { rules: ListedRule[] }) {
  const [opened, setOpened] = useState<ListedRule>()
  return (
    <>
      <table className="w-full text-sm">
        <thead>
          <tr className="border-b border-line text-left text-xs text-muted">
            {headings.map((heading) => (
              <th
                key={heading}
                scope="col"
                className={classNames('px-3 py-1.5 font-normal', heading === 'Hides' && 'text-right')}
              >
                {heading || <span className="sr-only">Remove</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <RuleRow key={rule.id} rule={rule} open={() => setOpened(rule)} />
          ))}
        </tbody>
      </table>
      {opened && <HiddenDialog rule={opened} onClose={() => setOpened(undefined)} />}
    </>
  )
}

function RuleRow({ rule, open }: { rule: ListedRule; open: () => void }) {
  return (
    <tr className="border-b border-line align-top last:border-b-0">
      <td className="px-3 py-2">{sentenceCase(rule.kind)}</td>
      <td className={classNames('px-3 py-2', rule.isExpired && 'text-muted')}>
        <p className="font-medium break-words first-letter:uppercase">{rule.scope}</p>
        <p className="break-words text-muted">{rule.reason}</p>
      </td>
      <td className="px-3 py-2">
        <p>{rule.who}</p>
        <p className="text-muted">
          <Time at={rule.created} />
        </p>
      </td>
      <td className="px-3 py-1.5">
        <Expires rule={rule} />
      </td>
      <td className="px-3 py-1.5 text-right">
        <Button look="ghost" disabled={rule.hits === 0} onClick={open} title="Show the alerts">
          {formatCount(rule.hits)}
        </Button>
      </td>
      <td className="px-2 py-1.5 text-right">
        <RemoveButton rule={rule} />
      </td>
    </tr>
  )
}

function Expires({ rule: { id, scope, expires, isExpired } }: { rule: ListedRule }) {
  const prolong = useStore((state) => state.prolongRule)
  const options = [
    { value: 'as-is', label: 'Change' },
    ...expiryOptions.filter(({ value }) => expires !== null || value !== 'never'),
  ]
  return (
    <div className="flex items-center gap-2">
      <span className={classNames('w-33', isExpired && 'text-bad')}>
        {isExpired && 'Expired '}
        {expires === null ? 'Never' : <Time at={expires} />}
      </span>
      <Select
        label={`Change when ${scope} expires`}
        value="as-is"
        options={options}
        onChange={(value) => {
          const expiry = expiryOptions.find((option) => option.value === value)
          if (expiry === undefined) return
          attempt('The rule was not changed', () => prolong(id, expiryTime(expiry.value, Date.now())))
        }}
        className="w-26"
      />
    </div>
  )
}

function RemoveButton({ rule }: { rule: ListedRule }) {
  const remove = useStore((state) => state.removeRule)
  const add = useStore((state) => state.addRule)
  return (
    <Button
      look="ghost"
      aria-label={`Remove the rule on ${rule.scope}`}
      title="Remove; what it hides is back"
      onClick={() =>
        attempt('The rule was not removed', async () => {
          const { kind, conditions, reason, who, expires, created } = await remove(rule.id)
          notify('Rule removed', 'What only it hid is back.', {
            label: 'Undo',
            run: () =>
              attempt('The rule was not made again', () =>
                add({ kind, conditions, reason, who, expires, created }),
              ),
          })
        })
      }
    >
      <Trash2 size={14} aria-hidden />
    </Button>
  )
}
