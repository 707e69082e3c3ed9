import { z } from 'zod'
import type { Alert } from '../detect/alert.ts'
import type { Conditions, Rule, RuleDraft, RuleKind } from '../detect/suppression.ts'
import type { IncidentShift, IncidentStand, RulePreview } from '../store/preview-rule.ts'
import type { ListedRule, ScopedChange as RuleChange } from '../store/suppression.ts'
import { id, nothing } from './arguments.ts'
import { request } from './request.ts'

/** Only its outline: what a person gets wrong in it is told by `createRule`, one sentence at a time. */
const draft = z.custom<RuleDraft>((value) => typeof value === 'object' && value !== null)

export const ruleRequests = {
  /** Suppression and allow rules, oldest first, what was changed of them, newest first, and who would make one now. */
  'rules.list': request<() => RuleList>('reader', nothing),
  /** Alerts that a rule hides, oldest first; at most 500. */
  'rules.hidden': request<(request: { id: string }) => Alert[]>('reader', z.object({ id })),
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

export interface RuleList {
  rules: ListedRule[]
  log: RuleChange[]
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
