import ipaddr from 'ipaddr.js'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { normaliseIp } from '../enrich/ip.ts'
import { normaliseUser } from '../enrich/normalise-user.ts'
import { signalFactories } from './signals/index.ts'
import { day } from '../event/time-units.ts'

/** Name of the models among the signals that a rule names: an alert that no signal raised. */
export const modelName = 'model'

/** Days a rule lasts where nothing else is said (ours: long enough for a case, short enough to be looked at again). */
const defaultDays = 30

/**
 * What an alert must be about for a rule to hide it. Of each condition that is given, the rule must cover all that the
 * alert names: a rule for one account does not hide a spray against forty.
 */
export interface Conditions {
  /** Names of signals, or `model` for alerts of the models alone. */
  signals?: string[] | undefined
  /** ATT&CK ids. */
  techniques?: string[] | undefined
  users?: string[] | undefined
  /** Outer addresses or CIDR blocks. */
  sources?: string[] | undefined
  /** Autonomous system numbers of the outer addresses. */
  networks?: number[] | undefined
  /** ISO 3166-1 alpha-2. */
  countries?: string[] | undefined
  devices?: string[] | undefined
  gateways?: string[] | undefined
  /** Addresses or CIDR blocks. */
  destinations?: string[] | undefined
  /** Destination ports. */
  ports?: number[] | undefined
}

/**
 * - `suppress`: the alert is hidden, counts nowhere and makes no incident
 * - `allow`: the same, and what was done is known to be good, so it may teach what is normal
 */
const ruleKinds = ['suppress', 'allow'] as const
export type RuleKind = (typeof ruleKinds)[number]

export interface Rule {
  /** Of what the rule says: the same kind and conditions have the same id everywhere. */
  id: string
  kind: RuleKind
  conditions: Conditions
  /** Why, in the words of who made it. */
  reason: string
  who: string
  /** Epoch ms of the clock on the wall, like `expires`. */
  created: number
  /** null: never. */
  expires: number | null
}

/** A rule as it is asked for: in a rules file, on the command line, or by the screens. */
export interface RuleDraft {
  kind?: RuleKind | undefined
  conditions: Conditions
  reason: string
  who?: string | undefined
  /** Epoch ms; 30 days after `created` where it is left out. */
  expires?: number | null | undefined
  /** Epoch ms. */
  created?: number | undefined
}

const signalNames = new Set([modelName, ...signalFactories.map(({ name }) => name)])
const text = (most: number) => z.string().trim().min(1, 'must not be empty').max(most)
/** Names of devices and gateways are compared as the log has them. */
const asWritten = z.string().min(1, 'must not be empty').max(4096)
const listOf = <T extends z.ZodType>(item: T) => z.array(item).min(1, 'must name at least one').max(500)

const block = text(60).transform((value, context) => {
  const normal = normaliseBlock(value)
  if (normal !== undefined) return normal
  context.addIssue(`"${value}" is neither an address nor a CIDR block: write it as 192.0.2.7 or 192.0.2.0/24`)
  return z.NEVER
})

const user = text(200).transform((value, context) => {
  const name = normaliseUser(value)
  if (name !== '') return name
  context.addIssue(`"${value}" names nobody`)
  return z.NEVER
})

const conditionsSchema = z
  .strictObject({
    signals: listOf(
      text(60).refine((name) => signalNames.has(name), {
        error: ({ input }) => `there is no signal "${String(input)}": docs/detections.md lists them`,
      }),
    ).optional(),
    techniques: listOf(
      z.string().regex(/^T\d{4}(\.\d{3})?$/, 'must be ATT&CK ids such as T1078 or T1110.003'),
    ).optional(),
    users: listOf(user).optional(),
    sources: listOf(block).optional(),
    networks: listOf(
      z.number('must be AS numbers, such as 64500').int().min(1).max(4_294_967_295),
    ).optional(),
    countries: listOf(
      z
        .string()
        .trim()
        .toUpperCase()
        .regex(/^[A-Z]{2}$/, 'must be countries of two letters, such as NL'),
    ).optional(),
    devices: listOf(asWritten).optional(),
    gateways: listOf(asWritten).optional(),
    destinations: listOf(block).optional(),
    ports: listOf(z.number('must be ports').int().min(0).max(65_535)).optional(),
  })
  .refine(
    (conditions) => Object.values(conditions).some((values) => values !== undefined),
    'a rule needs at least one condition, or it would hide everything',
  )

/** A moment: epoch ms, or ISO 8601 as people write it in a rules file. */
const moment = z.union([
  z.number().int(),
  z.iso.date().transform((date) => Date.parse(date)),
  z.iso.datetime({ offset: true }).transform((time) => Date.parse(time)),
])

const noReason = 'say why, so that the rule can be judged later'

const draftSchema = z.strictObject({
  kind: z.enum(ruleKinds, 'must be suppress or allow').optional(),
  conditions: conditionsSchema,
  reason: z.string(noReason).trim().min(1, noReason).max(2000),
  who: text(200).optional(),
  expires: z
    .union([moment, z.null(), z.literal('never').transform(() => null)], {
      error: 'must be a date such as 2026-12-31, or never',
    })
    .optional(),
  created: moment.optional(),
})

/**
 * The checked form of a rule.
 * @throws Error with a sentence for what is wrong first
 */
export function parseDraft(value: unknown): z.output<typeof draftSchema> {
  const parsed = draftSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const place = issue?.path.filter((part) => part !== 'conditions' || issue.path.length === 1).join('.')
  throw new Error(`${place ? `${place}: ` : ''}${issue?.message ?? 'not understood'}`)
}

/** A rule of a draft, with what the draft leaves out. `who` and `now` are of the person and the moment it is made. */
export function createRule(draft: unknown, { who, now }: { who: string; now: number }): Rule {
  const { kind = 'suppress', conditions, reason, ...rest } = parseDraft(draft)
  const created = rest.created ?? now
  const said = canonical(conditions)
  return {
    id: createHash('sha1')
      .update(JSON.stringify([kind, said]))
      .digest('hex')
      .slice(0, 12),
    kind,
    conditions: said,
    reason,
    who: rest.who ?? who,
    created,
    expires: rest.expires === undefined ? created + defaultDays * day : rest.expires,
  }
}

/** Each value once and in one order, so that the same conditions are the same text. */
function canonical(conditions: Conditions): Conditions {
  const sorted = <T extends string | number>(values: readonly T[] | undefined): T[] | undefined =>
    values && [...new Set(values)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const { signals, techniques, users, sources, networks, countries, devices, gateways } = conditions
  const said = {
    signals: sorted(signals),
    techniques: sorted(techniques),
    users: sorted(users),
    sources: sorted(sources),
    networks: sorted(networks),
    countries: sorted(countries),
    devices: sorted(devices),
    gateways: sorted(gateways),
    destinations: sorted(conditions.destinations),
    ports: sorted(conditions.ports),
  }
  return Object.fromEntries(Object.entries(said).filter(([, values]) => values !== undefined))
}

/** An address as it is, a CIDR block by its first address; undefined for anything else. */
function normaliseBlock(value: string): string | undefined {
  if (!value.includes('/')) return normaliseIp(value)
  if (!ipaddr.isValidCIDR(value)) return undefined
  const [address, length] = ipaddr.parseCIDR(value)
  const first =
    address.kind() === 'ipv4'
      ? ipaddr.IPv4.networkAddressFromCIDR(value)
      : ipaddr.IPv6.networkAddressFromCIDR(value)
  return `${normaliseIp(first.toString()) ?? first.toString()}/${length}`
}
