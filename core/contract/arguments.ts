import { z } from 'zod'

/** Of a request that takes no argument; one of `null` comes from JSON. */
export const nothing = z.undefined().or(z.null().transform(() => undefined))

/** Of an import, an incident, an alert, a rule. */
export const id = z.string().max(4096)

export const name = z.string().trim().min(1).max(200)

/** A screen names files; standard input belongs to the terminal. */
export const path = z
  .string()
  .min(1)
  .max(4096)
  .refine((text) => text !== '-', 'a screen can open files and folders, but not standard input (-)')
  .refine((text) => !text.includes('\0'), 'a path can hold no null character')

/** Of a list that is asked for a page at a time. */
export const page = {
  /** Holds an id, and what it was ordered by. */
  after: z.string().max(40_000).optional(),
  limit: z.number().int().min(1).max(500),
}
