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
    users: z.coerce.number().int().min(2).max(20_000),
    days: z.coerce.number().int().min(1).max(730),
    seed: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(1),
    format: z.enum(formats).default('asa'),
    /** Folder for the logs and labels.json; made where missing. */
    out: z.string().min(1),
    attacks: attackList.default([...scenarioNames]),
    /** Mean number of flows logged in a working day's session. */
    flows: flowMean.optional(),
    /** First midnight (UTC) of the period. */
    start: z.iso
      .datetime({ offset: true })
      .or(z.iso.date())
      .default('2026-03-02')
      .transform((text) => Math.floor(Date.parse(text) / 86_400_000) * 86_400_000),
    /** Wanted total of lines, met approximately by choosing the number of flows. */
    lines: z.coerce.number().int().min(1).max(1_000_000_000).optional(),
  })
  .refine((options) => options.flows === undefined || options.lines === undefined, {
    message: 'flows and lines exclude each other: lines chooses the number of flows',
    path: ['lines'],
  })

export type SimulationOptions = z.output<typeof simulationOptions>
export type SimulationInput = z.input<typeof simulationOptions>
