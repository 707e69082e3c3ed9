import { oneAddress } from './one-address.ts'
import { provider } from './provider.ts'
import type { Shape } from './shape.ts'
import { shifts } from './shifts.ts'
import { smallFirm } from './small-firm.ts'
import { university } from './university.ts'

export const shapes = {
  shifts,
  university,
  provider,
  'one-address': oneAddress,
  'small-firm': smallFirm,
} satisfies Record<string, Shape>
export type ShapeName = keyof typeof shapes
