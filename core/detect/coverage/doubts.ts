import type { FieldTally } from './field-tally.ts'

/** Where most sign-ins lack a field it is the reading or the logging that is wrong, not the sign-ins. Ours. */
const mostLacking = 0.5

const asked = [
  ['user', 'user'],
  ['source', 'source address'],
] as const

/**
 * What makes an import doubtful as a whole, each a sentence: nothing became an act, or most sign-ins lack who or from where.
 * @param records that were read; 0 where some were left out of the analysis, so that no act need be
 */
export function doubtsOf(tally: FieldTally, records: number): string[] {
  const kinds = ['attempt', 'start', 'end', 'flow', 'notice'] as const
  if (records > 0 && kinds.every((kind) => tally.acts(kind) === 0))
    return [
      'Nothing in these records became an act (a sign-in, a session, a flow): see whether the format is the right one, and whether the device logs sign-ins.',
    ]
  const signIns = tally.acts('attempt') + tally.acts('start')
  const count = (number: number): string => number.toLocaleString('en-US')
  return asked.flatMap(([field, name]) => {
    const named = (['attempt', 'start'] as const).reduce(
      (sum, kind) => sum + Math.round(tally.acts(kind) * tally.share(kind, field)),
      0,
    )
    const lacking = signIns - named
    if (signIns === 0 || lacking <= mostLacking * signIns) return []
    const which =
      lacking === signIns
        ? `No sign-in (of ${count(signIns)}) names`
        : `${count(lacking)} of ${count(signIns)} sign-ins do not name`
    return [`${which} a ${name}: see whether the format is the right one, and whether the device logs it.`]
  })
}
