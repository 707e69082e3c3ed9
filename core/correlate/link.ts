import type { Alert } from '../detect/alert.ts'

/**
 * One thing an alert can share with others.
 * - `subject`: the person whose account or session acted
 * - `victim`: an account somebody tried passwords on
 * - the others: an address, device or outside destination that acted or was used
 */
export interface Link {
  key: string
  role: 'subject' | 'victim' | 'source' | 'assigned' | 'device' | 'destination'
}

const guessing = new Set([
  'brute-force',
  'password-spray',
  'distributed-spray',
  'credential-stuffing',
  'lockout-wave',
])

/** Signals of somebody getting in, by which the victim of a spray becomes its success. */
const access = new Set([
  'fail-burst-then-success',
  'mfa-fatigue',
  'impossible-travel',
  'new-country',
  'new-network-hosting',
  'concurrent-sessions',
  'session-hijack',
])

/** More accounts than this in one alert can't all be its subject. */
const mostSubjects = 2

/** Whether the alert tells of password guessing alone, without anybody getting in. */
export function isGuessing(alert: Alert): boolean {
  return alert.signals.some((name) => guessing.has(name)) && !isAccess(alert)
}

/** Whether somebody got in, not only at the door (prompts that were all refused don't count). */
export function isAccess(alert: Alert): boolean {
  const opened = alert.techniques.some((id) => id === 'T1078' || id === 'T1550.004')
  return opened && alert.signals.some((name) => access.has(name))
}

/**
 * What an alert may be joined over. What many unrelated people share (`alert.shared`: an office egress, a popular or
 * inside destination) is no ground, nor is the gateway, nor an unknown user.
 */
export function linksOf(alert: Alert): Link[] {
  const { entities } = alert
  const shared = new Set(alert.shared)
  const isVictim = isGuessing(alert) || entities.users.length > mostSubjects
  const links: Link[] = entities.users.map((user) => ({
    key: `user ${user}`,
    role: isVictim && user !== subjectOf(alert) ? 'victim' : 'subject',
  }))
  for (const ip of entities.sourceIps)
    if (!shared.has(ip)) links.push({ key: `source ${ip}`, role: 'source' })
  for (const ip of entities.assignedIps) links.push({ key: `assigned ${ip}`, role: 'assigned' })
  for (const device of entities.devices) links.push({ key: `device ${device}`, role: 'device' })
  for (const ip of entities.destinations)
    if (!shared.has(ip)) links.push({ key: `destination ${ip}`, role: 'destination' })
  return links
}

/** The person whose login or session the alert is about; '' for guessing, and where nobody is known. */
export function subjectOf(alert: Alert): string {
  return isGuessing(alert) ? '' : (alert.entities.users[0] ?? '')
}
