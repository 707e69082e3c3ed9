import type {
  Alert,
  Rule,
  Page,
  PageRequest,
  RuleChange,
  RuleDraft,
  RulePage,
  RulePreview,
} from '../../core/contract/index.ts'
import { notLoaded, type Loadable } from './loadable.ts'
import { createPagedLoader } from './paged.ts'
import type { CreateSlice } from './state.ts'

export interface RulesSlice {
  rules: Loadable<RulePage>
  ruleLog: Loadable<Page<RuleChange>>
  /** Whether lists of alerts show those that rules hide. */
  hiddenShown: boolean
  /** The alert that a rule is being made from. */
  suppressing: Alert | undefined
  loadRules: () => Promise<void>
  loadMoreRules: () => Promise<void>
  loadRuleLog: () => Promise<void>
  loadMoreRuleLog: () => Promise<void>
  fetchHidden: (request: PageRequest & { id: string }) => Promise<Page<Alert>>
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
  (set, get) => {
    const rules = createPagedLoader(
      (request) => client.request('rules.list', request),
      (change) => set({ rules: { ...get().rules, ...change } }),
    )
    const log = createPagedLoader(
      (request) => client.request('rules.log', request),
      (change) => set({ ruleLog: { ...get().ruleLog, ...change } }),
    )
    return {
      rules: notLoaded,
      ruleLog: notLoaded,
      hiddenShown: false,
      suppressing: undefined,
      loadRules: rules.load,
      loadMoreRules: rules.more,
      loadRuleLog: log.load,
      loadMoreRuleLog: log.more,
      fetchHidden: (request) => client.request('rules.hidden', request),
      previewRule: (draft) => client.request('rules.preview', draft),
      addRule: (draft) => client.request('rules.add', draft),
      removeRule: (id) => client.request('rules.remove', { id }),
      prolongRule: (id, expires) => client.request('rules.update', { id, expires }),
      startRule: (suppressing) => set({ suppressing }),
      showHidden: (hiddenShown) => set({ hiddenShown }),
    }
  }
