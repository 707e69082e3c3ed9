import type { Action } from './action.ts'

/** Appends the lines (without line ends) that a gateway named `host` logs for an action. */
export type Writer = (action: Action, host: string, lines: string[]) => void
