import { day } from '../../core/event/time-units.ts'

export const expiryOptions = [
  { value: '1', label: 'In a day' },
  { value: '7', label: 'In 7 days' },
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
  { value: 'never', label: 'Never' },
] as const

export type Expiry = (typeof expiryOptions)[number]['value']

/** Epoch ms; null: never. */
export function expiryTime(expiry: Expiry, now: number): number | null {
  return expiry === 'never' ? null : now + Number(expiry) * day
}
