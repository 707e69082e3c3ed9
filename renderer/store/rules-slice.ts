import type { Alert, Rule, RuleDraft, RuleList, RulePreview } from '../../core/contract/index.ts'
import { createLoader, notLoaded, type Loadable } from './loadable.ts'
import type { CreateSlice } from './state.ts'

export interface RulesSlice {
  rules: Loadable<RuleList>
  /** Whether lists of alerts show those that rules hide. */
  hiddenShown: boolean
  /** The alert that a rule is being made from. */
  suppressing: Alert | undefined
  loadRules: () => Promise<void>
  fetchHidden: (id: string) => Promise<Alert[]>
  previewRule: (draft: Pick<RuleDraft, 'kind' | 'conditions'>) => Promise<RulePreview>
  addRule: (draft: RuleDraft) => Promise<Rule>
  removeRule: (id: string) => Promise<Rule>
  /** `expires` in epoch ms; null: never. */
  prolongRule: (id: string, expires: number | null) => Promise<Rule>
  startRule: (alert: Alert | undefined) => void
  showHidden: (shown: boolean) => void
}

/** What depends on rules is loaded again when the core says that it has changed. */
export const createRulesSlice: CreateSlice<RulesSlice> =
  ({ client }) =>
  (set, get) => ({
    rules: notLoaded,
    hiddenShown: false,
    suppressing: undefined,
    loadRules: createLoader(
      () => client.request('rules.list'),
      (change) => set({ rules: { ...get().rules, ...change } }),
    ),
    fetchHidden: (id) => client.request('rules.hidden', { id }),
    previewRule: (draft) => client.request('rules.preview', draft),
    addRule: (draft) => client.request('rules.add', draft),
    removeRule: (id) => client.request('rules.remove', { id }),
    prolongRule: (id, expires) => client.request('rules.update', { id, expires }),
    startRule: (suppressing) => set({ suppressing }),
    showHidden: (hiddenShown) => set({ hiddenShown }),
  })
