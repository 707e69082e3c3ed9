import type { Place } from './event.ts'

/**
 * What a person or machine did, assembled from one or more records: the unit that is featurised, scored and alerted on.
 * An ASA login writes five lines and is one `start`; a rejected login writes two and is one `attempt`.
 */
export interface Act {
  /** Of its first record, see `recordId`: the same in every import of it. */
  id: string
  kind: ActKind | 'notice'
  /** Epoch ms of the moment the act happened (for a flow its start when known, for `end` the disconnect). */
  time: number
  outcome: 'success' | 'failure' | 'unknown'
  /** Lower-cased person behind the act; '' where nobody is known. For flows: the holder of the lease at that time. */
  user: string
  sourceIp: string
  sourcePort: number
  destinationIp: string
  destinationPort: number
  transport: string
  /** Application protocol where known, e.g. dns, https, ssh, rdp, smb. */
  service: string
  /** Enrichment of the person's outer address (session source for flows where a session is known). */
  place: GeoPlace | undefined
  network: AsNetwork | undefined
  /** Enrichment of the destination of a flow to a public address. */
  destinationPlace: GeoPlace | undefined
  gateway: string
  group: string
  tunnelType: string
  assignedIp: string
  sessionId: string
  authMethod: string
  mfa: '' | 'success' | 'failure' | 'prompted'
  reason: string
  deviceId: string
  clientOs: string
  clientVersion: string
  /** Bytes from the person; NaN where the records do not say. */
  bytesUp: number
  /** Bytes to the person; NaN where the records do not say. */
  bytesDown: number
  /** Bytes of both directions, also where a record tells only their sum (ASA teardowns); NaN where unknown. */
  bytesTotal?: number
  /** NaN where unknown. */
  packets: number
  /** Milliseconds; NaN where unknown. */
  duration: number
  /** The person's open session at that moment, if any. */
  session: Session | undefined
  /** What a device reported; of a `notice` alone. */
  notice?: Notice | undefined
  places: Place[]
  /** The original lines, in the order of `places`. */
  originals: string[]
}

/**
 * - `attempt`: an authentication that failed, or one that never became a session
 * - `start`: a session began (its successful authentication is part of it)
 * - `end`: a session ended
 * - `flow`: one network conversation or a firewall's refusal of one
 *
 * These four are behaviour, and the models score them. A fifth sort of act, `notice`, is what a device reported: explicit
 * signals look at it, the models do not.
 */
export const actKinds = ['attempt', 'start', 'end', 'flow'] as const
export type ActKind = (typeof actKinds)[number]

/** Something that is no behaviour of a person on the network but matters to one who investigates. */
export interface Notice {
  category: NoticeCategory
  /** What the device calls it: an action, or the name of the rule. */
  name: string
  /** By the device's own scale; low where it has none. */
  severity: 'low' | 'medium' | 'high'
  /** The record's message or the path of the request, at most 512 characters. */
  detail: string
}

/**
 * - `admin_login`: somebody signed in to the device itself, or tried to
 * - `configuration`: somebody changed the device
 * - `account`: an account or a second factor was made, changed or removed
 * - `intrusion_alert`: a rule of an intrusion detection or a virus scanner matched
 * - `web_request`: a request that only somebody who attacks a VPN appliance makes
 * - `crash`: a program of the device died
 */
export const noticeCategories = [
  'admin_login',
  'configuration',
  'account',
  'intrusion_alert',
  'web_request',
  'crash',
] as const
export type NoticeCategory = (typeof noticeCategories)[number]

export interface Session {
  id: string
  user: string
  start: number
  /** undefined while open. */
  end: number | undefined
  sourceIp: string
  assignedIp: string
  gateway: string
  group: string
}

export interface GeoPlace {
  /** ISO 3166-1 alpha-2. */
  country: string
  city: string
  latitude: number
  longitude: number
}

export interface AsNetwork {
  number: number
  name: string
  kind: 'hosting' | 'business' | 'isp' | 'mobile' | 'education' | 'unknown'
}
