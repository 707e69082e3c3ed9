import { z } from 'zod'
import { scenarioNames } from './attacks/scenario-names.ts'

export const formats = ['asa', 'fortigate', 'pcap'] as const
export type FormatName = (typeof formats)[number]

const attackList = z.string().transform((text, context) => {
  if (text === 'all') return [...scenarioNames]
  if (text === 'none' || text === '') return []
  const wanted = text.split(',').map((name) => name.trim())
  const unknown = wanted.filter((name) => !scenarioNames.some((known) => known === name))
  if (unknown.length > 0) {
    context.addIssue(
      `unknown attack ${unknown.join(', ')}; choose from all, none, ${scenarioNames.join(', ')}`,
    )
  }
  return scenarioNames.filter((name) => wanted.includes(name))
})

/** What is wrong is said after the option's name. */
function wholeNumber(least: number, most: number) {
  const message = `must be a whole number from ${least} to ${most}`
  return z.coerce.number(message).int(message).min(least, message).max(most, message)
}

const flowMean = z.union(
  [
    z.literal('on').transform(() => 20),
    z.literal('off').transform(() => 0),
    z.coerce.number().min(0).max(20_000),
  ],
  'expected on, off, or the mean number of flows in a session (0 to 20000)',
)

/** Options as a command line gives them (text) or a program does (values). */
export const simulationOptions = z
  .object({
    users: wholeNumber(2, 20_000),
    days: wholeNumber(1, 730),
    seed: wholeNumber(0, Number.MAX_SAFE_INTEGER).default(1),
    format: z.enum(formats, `must be one of ${formats.join(', ')}`).default('asa'),
    /** Folder for the logs and labels.json; made where missing. */
    out: z.string().min(1),
    attacks: attackList.default([...scenarioNames]),
    /** Mean number of flows logged in a working day's session. */
    flows: flowMean.optional(),
    /** First midnight (UTC) of the period. */
    start: z
      .union([z.iso.datetime({ offset: true }), z.iso.date()], 'must be a date such as 2026-03-02')
      .default('2026-03-02')
      .transform((text) => Math.floor(Date.parse(text) / 86_400_000) * 86_400_000),
    /** Wanted total of lines, met approximately by choosing the number of flows. */
    lines: wholeNumber(1, 1_000_000_000).optional(),
  })
  .refine((options) => options.flows === undefined || options.lines === undefined, {
    message: 'flows and lines exclude each other: lines chooses the number of flows',
    path: ['lines'],
  })

export type SimulationOptions = z.output<typeof simulationOptions>
export type SimulationInput = z.input<typeof simulationOptions>
