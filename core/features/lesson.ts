import type { Act } from '../event/act.ts'
import { featureCount } from './catalogue.ts'
import type { Teaching } from './feature.ts'
import type { Keys } from './keys.ts'

/** What an act teaches once it may: all that is needed of it by then. It names its person by key, since profiles come and go. */
export interface Lesson {
  /** Number of the act, counted from 0. */
  number: number
  /** The youngest time seen when the act came, so that lessons fall due in the order of the acts. */
  stamp: number
  /** undefined until the act is judged. */
  teaching: Teaching | undefined
  /** Fingerprint of who acted, and whether there was a profile to teach. */
  entity: number
  isKnown: boolean
  time: number
  kind: Act['kind']
  login: boolean
  failed: boolean
  token: number
  /** Token of the entity's act before this one. */
  previous: number
  /** Of the authentication; NaN where the act is no login or does not tell. */
  strength: number
  /** Where the act came from, in degrees; NaN where nobody knows. */
  latitude: number
  longitude: number
  keys: Keys
  rows: Float32Array
  /** Where the act's row begins. */
  at: number
}

/** What is kept of a lesson. */
export function saveLesson(lesson: Lesson): Lesson {
  const { number, stamp, teaching, entity, isKnown, time, kind, login, failed, token, previous } = lesson
  const { strength, latitude, longitude, rows, at } = lesson
  const keys = lesson.keys.slice()
  const row = rows.slice(at, at + featureCount)
  const what = { time, kind, login, failed, token, previous, strength, latitude, longitude, keys }
  return { number, stamp, teaching, entity, isKnown, ...what, rows: row, at: 0 }
}
