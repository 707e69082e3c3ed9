import type { Event } from '../event/event.ts'

/**
 * Second-level labels under which country registries register names (`co.uk`, `com.au`): a short form of the public
 * suffix list, enough to name the registrable part; a country code is always the last label.
 */
const secondLevel = new Set([
  'ac',
  'asn',
  'co',
  'com',
  'edu',
  'gob',
  'gov',
  'gouv',
  'ltd',
  'me',
  'mil',
  'ne',
  'net',
  'nom',
  'or',
  'org',
  'plc',
  'sch',
])

/** Sets `dns.question.name` and its registered domain, subdomain and top-level domain (ECS). */
export function setQuestionName(event: Event, name: string): void {
  event['dns.question.name'] = name
  const labels = (name.endsWith('.') ? name.slice(0, -1) : name).split('.')
  if (labels.length < 2) return
  const last = labels[labels.length - 1] ?? ''
  const second = labels[labels.length - 2] ?? ''
  const suffix = labels.length > 2 && last.length === 2 && secondLevel.has(second) ? 2 : 1
  const registered = labels.length - suffix - 1
  event['dns.question.top_level_domain'] = labels.slice(registered + 1).join('.')
  event['dns.question.registered_domain'] = labels.slice(registered).join('.')
  if (registered > 0) event['dns.question.subdomain'] = labels.slice(0, registered).join('.')
}
