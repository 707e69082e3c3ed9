import { CheckBox } from '../ui/check-box.tsx'
import type { Offer } from './offers.ts'

interface Props {
  offer: Offer
  checked: boolean
  onCheck: (checked: boolean) => void
  /** Addresses as they were changed. */
  typed: string | undefined
  onType: (text: string) => void
}

/** One condition: a tick box, and for addresses a field in which a CIDR block can be written. */
export function OfferRow({ offer, checked, onCheck, typed, onType }: Props) {
  const { label, text, addresses } = offer
  return (
    <div className="grid min-h-8 grid-cols-[120px_minmax(0,1fr)] items-center gap-2 border-b border-line px-3 py-0.5 last:border-b-0">
      <CheckBox checked={checked} onChange={onCheck}>
        {label}
      </CheckBox>
      {addresses === undefined ? (
        <span className="truncate text-sm" title={text}>
          {text}
        </span>
      ) : (
        <input
          aria-label={`${label}: addresses or CIDR blocks`}
          title="Addresses or CIDR blocks such as 192.0.2.0/24, with commas between them"
          value={typed ?? addresses.join(', ')}
          onChange={(event) => onType(event.target.value)}
          spellCheck={false}
          autoComplete="off"
          className="h-6 w-full rounded-sm border border-line bg-surface px-1.5 font-mono text-sm"
        />
      )}
    </div>
  )
}
