import { hour } from '../event/time-units.ts'

/**
 * An act teaches the baselines this long after it happened, in event time: long enough that it has been judged by then
 * without scoring a handful of acts at a time, short enough that a day learns from its morning. Ours.
 */
export const holdMs = hour
