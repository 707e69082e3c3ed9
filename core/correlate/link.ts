import type { AlertTraits } from '../detect/alert.ts'

/**
 * One thing an alert can share with others.
 * - `subject`: the person whose account or session acted
 * - `victim`: an account somebody tried passwords on
 * - `tried`: an account that a single login was refused for, which only the models found odd
 * - `network`: a hosting provider from which somebody guesses at one gateway
 * - `deed`: what a signal says of one person or address
 * - the others: an address, device or outside destination that acted or was used
 */
export interface Link {
  key: string
  role: 'subject' | 'victim' | 'tried' | 'network' | 'deed' | 'source' | 'assigned' | 'device' | 'destination'
}

export const guessing: ReadonlySet<string> = new Set([
  'brute-force',
  'password-spray',
  'distributed-spray',
  'slow-spray',
  'credential-stuffing',
  'lockout-wave',
])

/** Signals of somebody getting in, by which the victim of a spray becomes its success. */
export const access: ReadonlySet<string> = new Set([
  'fail-burst-then-success',
  'mfa-fatigue',
  'impossible-travel',
  'new-country',
  'new-network-hosting',
  'anonymiser-exit',
  'concurrent-sessions',
  'session-hijack',
  'dormant-account',
  'disabled-account',
  'service-account',
  'factor-change',
  'machine-name',
  'shared-device',
  'shared-source',
  'new-admin-source',
])

/** More accounts than this in one alert can't all be its subject. */
const mostSubjects = 2

/** Whether guessing comes from many sources. */
export function isDistributed(signals: readonly string[]): boolean {
  return signals.includes('distributed-spray') || signals.includes('slow-spray')
}

/** Whether the alert tells of password guessing alone, without anybody getting in. */
export function isGuessing(alert: AlertTraits): boolean {
  return alert.signals.some((name) => guessing.has(name)) && !isAccess(alert)
}

/** Whether somebody got in, not only at the door (prompts that were all refused don't count). */
export function isAccess(alert: AlertTraits): boolean {
  const opened = alert.techniques.some((id) => id === 'T1078' || id === 'T1550.004')
  return opened && alert.signals.some((name) => access.has(name))
}

/**
 * What an alert may be joined over. What many unrelated people share (`alert.shared`: an office egress, the name of every phone of a maker, a popular or
 * inside destination) is no ground, nor is the gateway, nor an unknown user.
 */
export function linksOf(alert: AlertTraits): Link[] {
  const { entities } = alert
  const shared = new Set(alert.shared)
  const links: Link[] = entities.users.map((user) => ({ key: `user ${user}`, role: roleOf(user, alert) }))
  const actors = isGuessing(alert)
    ? entities.sourceIps.filter((ip) => !shared.has(ip))
    : entities.users.slice(0, 1)
  for (const signal of alert.signals)
    for (const actor of actors) links.push({ key: `deed ${signal} of ${actor}`, role: 'deed' })
  if (isGuessing(alert) && alert.hostingNetwork !== undefined)
    links.push({ key: `network ${alert.hostingNetwork} at ${alert.gateway ?? ''}`, role: 'network' })
  for (const ip of entities.sourceIps)
    if (!shared.has(ip)) links.push({ key: `source ${ip}`, role: 'source' })
  for (const ip of entities.assignedIps) links.push({ key: `assigned ${ip}`, role: 'assigned' })
  for (const device of entities.devices)
    if (!shared.has(device)) links.push({ key: `device ${device}`, role: 'device' })
  for (const ip of entities.destinations)
    if (!shared.has(ip)) links.push({ key: `destination ${ip}`, role: 'destination' })
  return links
}

function roleOf(user: string, alert: AlertTraits): 'subject' | 'victim' | 'tried' {
  if (alert.refused && alert.signals.length === 0) return 'tried'
  const several = isGuessing(alert) || alert.entities.users.length > mostSubjects
  return several && user !== subjectOf(alert) ? 'victim' : 'subject'
}

/** The person whose login or session the alert is about; '' for guessing, and where nobody is known. */
export function subjectOf(alert: AlertTraits): string {
  return isGuessing(alert) ? '' : (alert.entities.users[0] ?? '')
}
