import { describeConditions } from '../detect/describe-conditions.ts'
import { createRule, type Rule } from '../detect/suppression.ts'
import { isInForce } from '../detect/suppression-match.ts'
import { applyRules } from './apply-rules.ts'
import { readAll, type Page, type PageRequest } from './page.ts'
import type { Connection, Opened } from './database.ts'
import type { Store } from './store.ts'
import { WorkspaceError } from './workspace-error.ts'
import {
  countHits,
  dropRule,
  findRule,
  listRules,
  logChange,
  putRule,
  readChangePage,
  readRulePage,
  type RuleChange,
} from './rules.ts'

/** Who changes rules, and when: epoch ms of the clock on the wall. */
export interface Actor {
  who: string
  now: number
}

export interface ListedRule extends ScopedRule {
  /** Alerts it hides. */
  hits: number
  isExpired: boolean
}

/** A rule with its conditions in words. */
export interface ScopedRule extends Rule {
  scope: string
}

export type ScopedChange = RuleChange & { rule: ScopedRule }

/** Sonic itself, where nobody acted. */
export const nobody = 'Sonic'

/** Oldest first. */
export function readListedRules({ connection }: Opened, request: PageRequest, now: number): Page<ListedRule> {
  const hits = countHits(connection)
  const { items, next } = readRulePage(connection, request)
  const rules = items.map((rule) => ({
    ...withScope(rule),
    hits: hits.get(rule.id) ?? 0,
    isExpired: !isInForce(rule, now),
  }))
  return { items: rules, next }
}

/** What was changed of rules, newest first. */
export function readRuleLog({ connection }: Opened, request: PageRequest): Page<ScopedChange> {
  const { items, next } = readChangePage(connection, request)
  return { items: items.map((change) => ({ ...change, rule: withScope(change.rule) })), next }
}

/** All rules, oldest first, and all that was changed of them, newest first. */
export function readRules({ connection }: Opened, now: number): { rules: ListedRule[]; log: ScopedChange[] } {
  return {
    rules: [...readAll((request) => readListedRules({ connection }, request, now))],
    log: [...readAll((request) => readRuleLog({ connection }, request))],
  }
}

/**
 * Keeps a rule and applies it to everything stored.
 * @param draft a RuleDraft that was not checked yet
 * @throws Error for a draft that is wrong, over before it begins, or there already
 */
export function addRule({ connection }: Opened, draft: unknown, actor: Actor): Rule {
  const rule = checkedRule(connection, draft, actor)
  connection.transaction(() => {
    keep(connection, rule, 'add', actor)
    applyRules(connection, actor.now)
  })()
  return rule
}

/**
 * Keeps the rules of a file. One that is there already stays as it is; one that has expired is left out and given back.
 * @param drafts RuleDrafts that were not checked yet
 */
export function addRules(
  { connection }: Opened,
  drafts: readonly unknown[],
  actor: Actor,
): { added: Rule[]; expired: Rule[] } {
  const rules = drafts.map((draft) => createRule(draft, actor))
  const expired = rules.filter((rule) => !isInForce(rule, actor.now))
  const added: Rule[] = []
  connection.transaction(() => {
    for (const rule of rules) {
      if (expired.includes(rule) || findRule(connection, rule.id)) continue
      keep(connection, rule, 'add', actor)
      added.push(rule)
    }
    if (added.length > 0) applyRules(connection, actor.now)
  })()
  return { added, expired }
}

/** Takes a rule away; what only it hid is back. @throws Error for an id that no rule has */
export function removeRule({ connection }: Opened, id: string, actor: Actor): Rule {
  return connection.transaction(() => {
    const rule = knownRule(connection, id)
    dropRule(connection, id)
    logChange(connection, { time: actor.now, who: actor.who, change: 'remove', rule })
    applyRules(connection, actor.now)
    return rule
  })()
}

/**
 * Changes when a rule ends; null: never. One that had expired applies again.
 * @throws Error for an id that no rule has, and for a moment that has passed
 */
export function updateRule(
  { connection }: Opened,
  { id, expires }: { id: string; expires: number | null },
  actor: Actor,
): Rule {
  const rule = { ...knownRule(connection, id), expires }
  checkExpiry(rule, actor.now)
  connection.transaction(() => {
    keep(connection, rule, 'update', actor)
    applyRules(connection, actor.now)
  })()
  return rule
}

/** Applies the rules to what came in since, and ends what has expired. @returns whether anything is shown otherwise now */
export function refreshRules({ connection }: Opened, now: number): boolean {
  return connection.transaction(() => {
    const hits = countHits(connection)
    for (const rule of listRules(connection))
      if (hits.has(rule.id) && !isInForce(rule, now))
        logChange(connection, { time: now, who: nobody, change: 'expire', rule })
    return applyRules(connection, now).length > 0
  })()
}

/**
 * Ends the rules that have expired where that can be done now: not in a workspace that may only be read, nor on a full
 * disk. What is wrong otherwise shows where something is read. Takes no lock where no rule has expired.
 */
export function endExpiredRules(store: Store, now: number): boolean {
  if (store.isReadOnly || !hidesAfterItsEnd(store.connection, now)) return false
  try {
    return store.change(() => refreshRules(store, now))
  } catch (error) {
    if (error instanceof WorkspaceError) return false
    throw error
  }
}

/** Whether a rule that has expired still hides alerts. */
function hidesAfterItsEnd(connection: Connection, now: number): boolean {
  const expired = listRules(connection).filter((rule) => !isInForce(rule, now))
  if (expired.length === 0) return false
  const hits = countHits(connection)
  return expired.some(({ id }) => hits.has(id))
}

export function withScope(rule: Rule): ScopedRule {
  return { ...rule, scope: describeConditions(rule.conditions) }
}

/** @throws Error for a draft that is wrong, over before it begins, or there already */
export function checkedRule(connection: Connection, draft: unknown, actor: Actor): Rule {
  const rule = createRule(draft, actor)
  checkExpiry(rule, actor.now)
  const known = findRule(connection, rule.id)
  if (known)
    throw new Error(
      `There is such a rule already: ${known.id}, made by ${known.who} ("${known.reason}"). ` +
        'Change when it ends, or remove it first.',
    )
  return rule
}

function checkExpiry(rule: Rule, now: number): void {
  if (isInForce(rule, now)) return
  throw new Error('The rule would be over before it begins: give a later date, or never.')
}

function knownRule(connection: Connection, id: string): Rule {
  const rule = findRule(connection, id)
  if (rule) return rule
  throw new Error(`There is no rule ${id} in this workspace.`)
}

function keep(connection: Connection, rule: Rule, change: 'add' | 'update', actor: Actor): void {
  putRule(connection, rule)
  logChange(connection, { time: actor.now, who: actor.who, change, rule })
}
