import { parseDraft, type Conditions, type RuleDraft } from '../detect/suppression.ts'
import { errorMessage } from '../event/error-message.ts'
import { personName } from '../host/person.ts'
import { defaultWorkspace } from '../host/resources.ts'
import { previewRule, type RulePreview } from '../store/preview-rule.ts'
import type { Store } from '../store/store.ts'
import {
  addRule,
  readRules,
  endExpiredRules,
  removeRule,
  type Actor,
  type ListedRule,
} from '../store/suppression.ts'
import { withWorkspace } from './open-workspace.ts'
import { readRulesFile } from './rules-file.ts'
import { UsageError } from './usage-error.ts'
import { print, printJson } from './print.ts'

export interface RulesOptions {
  workspace?: string
  json?: boolean
}

/** A rule on the command line: in words of its own, or in a file. */
export interface DraftOptions extends RulesOptions {
  file?: string
  allow?: boolean
  signal?: string[]
  technique?: string[]
  user?: string[]
  source?: string[]
  network?: string[]
  country?: string[]
  device?: string[]
  gateway?: string[]
  destination?: string[]
  port?: string[]
  reason?: string
  who?: string
  expires?: string
}

/** `sonic rules list` */
export function listRules(options: RulesOptions): Promise<number> {
  return withStore(options, (store, { now }) => {
    endExpiredRules(store, now)
    const { rules, log } = readRules(store, now)
    if (options.json) printJson({ rules: rules.map(exportRule), log: log.map(exportChange) })
    else if (rules.length === 0) print(`No rules in ${store.path}.`)
    else for (const rule of rules) print(describeRule(rule))
    return 0
  })
}

/** `sonic rules preview`: what a rule would change; nothing is kept. */
export function preview(options: DraftOptions): Promise<number> {
  return withStore(options, (store, { now }) => {
    store.assertWritable()
    const drafts = readDrafts({ reason: 'preview', ...options })
    const seen = drafts.map((draft) => previewRule(store, draft, now))
    if (options.json) printJson(seen.map((one) => ({ ...one, rule: exportRule(one.rule) })))
    else for (const one of seen) print(describePreview(one))
    return 0
  })
}

/** `sonic rules add` */
export function add(options: DraftOptions): Promise<number> {
  return changing(options, (store, actor) => {
    const made = readDrafts(options).map((draft) => addRule(store, draft, actor).id)
    const { rules } = readRules(store, actor.now)
    const added = rules.filter(({ id }) => made.includes(id))
    if (options.json) printJson(added.map(exportRule))
    else for (const rule of added) print(describeRule(rule))
    return 0
  })
}

/** `sonic rules remove` */
export function remove(id: string, options: RulesOptions & { who?: string }): Promise<number> {
  return changing(options, (store, { now }) => {
    const rule = removeRule(store, id, { who: options.who ?? personName(), now })
    if (options.json) printJson(exportRule(rule))
    else print(`Removed ${id}. What only this rule hid is back.`)
    return 0
  })
}

function withStore(
  { workspace = defaultWorkspace() }: RulesOptions,
  work: (store: Store, actor: Actor) => number,
): Promise<number> {
  return withWorkspace(workspace, (store) => work(store, { who: personName(), now: Date.now() }))
}

/** The same as one change. */
function changing(options: RulesOptions, work: (store: Store, actor: Actor) => number): Promise<number> {
  return withStore(options, (store, actor) => store.change(() => work(store, actor)))
}

function readDrafts(options: DraftOptions): RuleDraft[] {
  if (options.file !== undefined) return readRulesFile(options.file)
  const { reason, who, expires, allow, ...given } = options
  const conditions = {
    signals: given.signal,
    techniques: given.technique,
    users: given.user,
    sources: given.source,
    networks: given.network?.map((text) => Number(text.replace(/^AS/i, ''))),
    countries: given.country,
    devices: given.device,
    gateways: given.gateway,
    destinations: given.destination,
    ports: given.port?.map(Number),
  } satisfies Conditions
  try {
    return [parseDraft({ kind: allow ? 'allow' : 'suppress', conditions, reason, who, expires })]
  } catch (error) {
    throw new UsageError(errorMessage(error))
  }
}

function describeRule(rule: ListedRule): string[] {
  const end =
    rule.expires === null ? 'never expires' : `${rule.isExpired ? 'expired' : 'expires'} ${day(rule.expires)}`
  return [
    `${rule.id}  ${rule.kind}  ${rule.scope}`,
    `              ${rule.reason} (${rule.who}, ${day(rule.created)}; ${end}; hides ${rule.hits})`,
  ]
}

function describePreview({ rule, alerts, incidents, vanished, changed, appeared }: RulePreview): string[] {
  const lines = incidents.map(({ title, before, after }) => {
    const stand = (one: typeof before): string =>
      one === null ? 'gone' : `${one.severity} ${one.score.toFixed(0)}`
    return before === null
      ? `  split off -> ${stand(after)}  ${title}`
      : `  ${stand(before)} -> ${stand(after)}  ${title}`
  })
  return [
    `${rule.scope}: ${alerts} alerts would be hidden; ` +
      `of the incidents ${vanished} would vanish, ${changed} change, ${appeared} split off.`,
    ...lines,
  ]
}

function exportRule<T extends { created: number; expires: number | null }>(rule: T): object {
  const { created, expires } = rule
  return {
    ...rule,
    created: new Date(created).toISOString(),
    expires: expires === null ? 'never' : new Date(expires).toISOString(),
  }
}

function exportChange({ time, rule, ...change }: ReturnType<typeof readRules>['log'][number]): object {
  return { time: new Date(time).toISOString(), ...change, rule: exportRule(rule) }
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
