import type { Form } from './form.ts'
import { globalprotect } from './globalprotect.ts'
import { ivanti } from './ivanti.ts'
import { openvpn } from './openvpn.ts'
import { radius } from './radius.ts'

export const forms = { globalprotect, ivanti, openvpn, radius } satisfies Record<string, Form>
export type FormName = keyof typeof forms
