import { z } from 'zod'
import type { Rule } from '../detect/suppression.ts'
import type { Connection, Opened } from './database.ts'
import { pageOf, readKey, type Page, type PageRequest } from './page.ts'
import { parseRule } from './stored-json.ts'

/** What happened to a rule. */
const ruleChanges = ['add', 'update', 'remove', 'expire'] as const

/** When it was made, and its id. */
const ruleKey = z.tuple([z.number(), z.string()])
/** Its number in the log. */
const changeKey = z.tuple([z.number()])

/** One line of the log of rules: nothing of it is ever changed. */
export interface RuleChange {
  /** Epoch ms. */
  time: number
  who: string
  change: (typeof ruleChanges)[number]
  /** As it was after the change; of a removal, before it. */
  rule: Rule
}

/** Oldest first. */
export function listRules(connection: Connection): Rule[] {
  return connection
    .prepare<[], { body: string }>('SELECT body FROM rules ORDER BY created, id')
    .all()
    .map(({ body }) => parseRule(body))
}

/** Oldest first. */
export function readRulePage(connection: Connection, { after, limit }: PageRequest): Page<Rule> {
  const [created, id] = readKey(ruleKey, after) ?? [-Number.MAX_VALUE, '']
  const rows = connection
    .prepare<object, { id: string; created: number; body: string }>(
      `SELECT id, created, body FROM rules WHERE (created, id) > (:created, :id)
       ORDER BY created, id LIMIT :most`,
    )
    .all({ created, id, most: limit + 1 })
  return pageOf(
    rows,
    limit,
    (row) => [row.created, row.id],
    ({ body }) => parseRule(body),
  )
}

export function countRules({ connection }: Opened): number {
  return connection.prepare<[], number>('SELECT count(*) FROM rules').pluck().get() ?? 0
}

export function findRule(connection: Connection, id: string): Rule | undefined {
  return listRules(connection).find((rule) => rule.id === id)
}

/** Number of alerts that each rule hides now. */
export function countHits(connection: Connection): Map<string, number> {
  const rows = connection
    .prepare<[], { rule: string; hits: number }>(
      'SELECT rule, count(*) AS hits FROM adjusted_alerts WHERE rule IS NOT NULL GROUP BY rule',
    )
    .all()
  return new Map(rows.map(({ rule, hits }) => [rule, hits]))
}

/** Takes the place of one with the same id. */
export function putRule(connection: Connection, rule: Rule): void {
  connection
    .prepare('INSERT OR REPLACE INTO rules (id, created, body) VALUES (?, ?, ?)')
    .run(rule.id, rule.created, JSON.stringify(rule))
}

export function dropRule(connection: Connection, id: string): void {
  connection.prepare('DELETE FROM rules WHERE id = ?').run(id)
}

/** Forgets all rules and their log. */
export function dropRules({ connection }: Opened): void {
  connection.exec('DELETE FROM rules; DELETE FROM rule_log')
}

export function logChange(connection: Connection, { time, who, change, rule }: RuleChange): void {
  connection
    .prepare('INSERT INTO rule_log (time, who, change, rule, body) VALUES (?, ?, ?, ?, ?)')
    .run(time, who, change, rule.id, JSON.stringify(rule))
}

/** Newest first. */
export function readChangePage(connection: Connection, { after, limit }: PageRequest): Page<RuleChange> {
  const [before] = readKey(changeKey, after) ?? [Number.MAX_SAFE_INTEGER]
  const rows = connection
    .prepare<[number, number], { number: number; time: number; who: string; change: string; body: string }>(
      'SELECT number, time, who, change, body FROM rule_log WHERE number < ? ORDER BY number DESC LIMIT ?',
    )
    .all(before, limit + 1)
  return pageOf(
    rows,
    limit,
    ({ number }) => [number],
    ({ time, who, change, body }) => ({
      time,
      who,
      change: ruleChanges.find((name) => name === change) ?? 'update',
      rule: parseRule(body),
    }),
  )
}
