import { useState, type RefObject } from 'react'
import type { Alert, Conditions, RuleKind } from '../../core/contract/index.ts'
import { plural } from '../format/number.ts'
import { useStore } from '../store/use-store.ts'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { attempt, notify } from '../ui/notices.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { expiryOptions, expiryTime, type Expiry } from './expiry.ts'
import { OfferRow } from './offer-row.tsx'
import { offersOf, splitAddresses, type Offer } from './offers.ts'
import { PreviewView } from './preview-view.tsx'
import { usePreview } from './use-preview.ts'

const kinds = [
  { value: 'suppress', label: 'Suppress' },
  { value: 'allow', label: 'Allow' },
] as const satisfies { value: RuleKind; label: string }[]

const meaning = {
  suppress: 'Hidden: counts nowhere and makes no incident.',
  allow: 'Hidden, and known to be good: what was done may teach what is normal.',
} satisfies Record<RuleKind, string>

interface Props {
  alert: Alert
  whyField: RefObject<HTMLInputElement | null>
  onClose: () => void
}

/** A rule made from an alert. */
export function SuppressForm({ alert, whyField, onClose }: Props) {
  const add = useStore((state) => state.addRule)
  const remove = useStore((state) => state.removeRule)
  const self = useStore((state) => state.rules.value?.who ?? '')
  const [offers] = useState(() => offersOf(alert))
  const [ticked, setTicked] = useState(
    () => new Set(offers.filter(({ isPreset }) => isPreset).map(({ name }) => name)),
  )
  const [typed, setTyped] = useState<Partial<Record<keyof Conditions, string>>>({})
  const [kind, setKind] = useState<RuleKind>('suppress')
  const [reason, setReason] = useState('')
  const [who, setWho] = useState<string>()
  const [expiry, setExpiry] = useState<Expiry>('30')
  const chosen = offers.filter(({ name }) => ticked.has(name))
  const conditions = chosen.reduce<Conditions>(
    (all, offer) => ({ ...all, ...conditionsOf(offer, typed[offer.name]) }),
    {},
  )
  const preview = usePreview(kind, conditions)
  const name = who ?? self
  const isUsable =
    chosen.length > 0 &&
    reason.trim() !== '' &&
    name.trim() !== '' &&
    preview !== undefined &&
    'seen' in preview

  const submit = () =>
    attempt('The rule was not saved', async () => {
      const expires = expiryTime(expiry, Date.now())
      const rule = await add({ kind, conditions, reason: reason.trim(), who: name.trim(), expires })
      onClose()
      const hidden = preview !== undefined && 'seen' in preview ? preview.seen.alerts : 0
      notify(`${plural(hidden, 'alert')} hidden`, 'The rule is on the page Rules.', {
        label: 'Undo',
        run: () => attempt('The rule was not removed', () => remove(rule.id)),
      })
    })

  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (isUsable) submit()
      }}
    >
      <p className="truncate text-muted" title={alert.title}>
        {alert.title}
      </p>
      <fieldset>
        <legend className="mb-1 text-sm font-semibold">Alerts to which all of these apply</legend>
        <div className="rounded-md border border-line">
          {offers.map((offer) => (
            <OfferRow
              key={offer.name}
              offer={offer}
              checked={ticked.has(offer.name)}
              onCheck={(on) => setTicked(toggled(ticked, offer.name, on))}
              typed={typed[offer.name]}
              onType={(text) => {
                setTyped({ ...typed, [offer.name]: text })
                setTicked(toggled(ticked, offer.name, true))
              }}
            />
          ))}
        </div>
      </fieldset>
      <section aria-label="What would change" className="rounded-md border border-line bg-canvas">
        {chosen.length === 0 ? (
          <p className="p-3 text-sm text-muted">Tick at least one condition.</p>
        ) : (
          <PreviewView preview={preview} />
        )}
      </section>
      <div className="flex items-center gap-3">
        <Choice label="Kind of rule" value={kind} options={kinds} onChange={setKind} />
        <span className="text-sm text-muted">{meaning[kind]}</span>
      </div>
      <TextField
        ref={whyField}
        label="Why"
        value={reason}
        placeholder="e.g. Backup to the new site"
        onChange={setReason}
      />
      <div className="flex items-end gap-3">
        <TextField label="Who" value={name} onChange={setWho} className="flex-1" />
        <div>
          <span className="mb-1 block text-sm text-muted">Expires, by today’s clock</span>
          <Select
            label="Expires"
            value={expiry}
            options={expiryOptions}
            onChange={setExpiry}
            className="w-44"
          />
        </div>
      </div>
      <div className="flex justify-end gap-2 border-t border-line pt-3">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" disabled={!isUsable}>
          Save rule
        </Button>
      </div>
    </form>
  )
}

function conditionsOf({ conditions, name }: Offer, typed: string | undefined): Conditions {
  return typed === undefined ? conditions : { [name]: splitAddresses(typed) }
}

function toggled<T>(set: ReadonlySet<T>, value: T, on: boolean): Set<T> {
  const next = new Set(set)
  if (on) next.add(value)
  else next.delete(value)
  return next
}
