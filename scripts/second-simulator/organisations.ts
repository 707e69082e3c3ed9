import { Draw } from './draw.ts'
import { forms, type FormName } from './forms/index.ts'
import type { Organisation } from './live.ts'
import { shapes, type ShapeName } from './shapes/index.ts'

/** Of the shapes, how many people (a small firm is small) and days (and is looked at for a year). */
const sizes: Record<ShapeName, { users: number; days: number }> = {
  shifts: { users: 90, days: 40 },
  university: { users: 250, days: 45 },
  provider: { users: 60, days: 40 },
  'one-address': { users: 120, days: 35 },
  'small-firm': { users: 30, days: 365 },
}

/** Each shape in each form `rounds` times with attacks and, once a shape, without. */
export function otherOrganisations(firstSeed: number, rounds: number): Organisation[] {
  const shapeNames = Object.keys(shapes) as ShapeName[]
  const formNames = Object.keys(forms) as FormName[]
  const attacked = Array.from({ length: rounds }, () =>
    shapeNames.flatMap((shape) => formNames.map((form) => ({ shape, form, isAttacked: true }))),
  ).flat()
  const quiet = shapeNames.map((shape, n) => ({
    shape,
    form: formNames[n % formNames.length] ?? 'ivanti',
    isAttacked: false,
  }))
  return [...attacked, ...quiet].map((one, n) => {
    const seed = firstSeed + n
    const draw = new Draw(seed)
    const { users, days } = sizes[one.shape]
    return {
      ...one,
      seed,
      users: Math.round(users * draw.between(0.7, 1.3)),
      days: one.shape === 'small-firm' ? days : Math.round(days * draw.between(0.8, 1.2)),
      start: new Date(Date.UTC(2025, draw.whole(0, 11), draw.whole(1, 28))).toISOString().slice(0, 10),
    }
  })
}
