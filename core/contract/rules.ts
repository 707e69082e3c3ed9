import { z } from 'zod'
import type { Alert } from '../detect/alert.ts'
import type { Conditions, Rule, RuleDraft, RuleKind } from '../detect/suppression.ts'
import type { Page, PageRequest } from '../store/page.ts'
import type { IncidentShift, IncidentStand, RulePreview } from '../store/preview-rule.ts'
import type { ListedRule, ScopedChange as RuleChange } from '../store/suppression.ts'
import { id, page } from './arguments.ts'
import { request } from './request.ts'

/** Only its outline: what a person gets wrong in it is told by `createRule`, one sentence at a time. */
const draft = z.custom<RuleDraft>((value) => typeof value === 'object' && value !== null)

export const ruleRequests = {
  /** Suppression and allow rules, oldest first. */
  'rules.list': request<(request: PageRequest) => RulePage>('reader', z.object(page)),
  /** What was changed of rules, newest first. */
  'rules.log': request<(request: PageRequest) => Page<RuleChange>>('reader', z.object(page)),
  /** Alerts that a rule hides, oldest first. */
  'rules.hidden': request<(request: PageRequest & { id: string }) => Page<Alert>>(
    'reader',
    z.object({ ...page, id }),
  ),
  /** What a rule would change, without making it. */
  'rules.preview': request<(draft: Pick<RuleDraft, 'kind' | 'conditions'>) => RulePreview>('analyst', draft),
  /** Makes a rule and applies it to everything stored, also while an import runs. */
  'rules.add': request<(draft: RuleDraft) => Rule>('analyst', draft),
  /** Takes a rule away; what only it hid is back. */
  'rules.remove': request<(request: { id: string }) => Rule>('analyst', z.object({ id })),
  /** Changes when a rule ends; null: never. */
  'rules.update': request<(request: { id: string; expires: number | null }) => Rule>(
    'analyst',
    z.object({ id, expires: z.number().int().nullable() }),
  ),
}

export interface RulePage extends Page<ListedRule> {
  /** Of all pages together. */
  total: number
  /** Name of the person at this machine. */
  who: string
}

export type {
  Conditions,
  IncidentShift,
  IncidentStand,
  ListedRule,
  Rule,
  RuleChange,
  RuleDraft,
  RuleKind,
  RulePreview,
}
