import { formatRoute } from '../store/route.ts'
import { useStore } from '../store/use-store.ts'

/** Says of a hidden alert who hid it, and why. */
export function HiddenBy({ rule: id }: { rule: string }) {
  const rule = useStore((state) => state.rules.value?.items.find((one) => one.id === id))
  return (
    <p className="mt-2 rounded-sm border border-line bg-raised px-2 py-1 text-sm">
      {rule === undefined ? 'Hidden by a rule. ' : `Hidden by ${rule.who}: ${rule.reason}. `}
      <a href={formatRoute({ screen: 'rules' })} className="text-accent hover:underline">
        See the rules
      </a>
    </p>
  )
}
