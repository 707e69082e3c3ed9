import { iseCategories } from './categories.data.ts'

export interface Classification {
  category: readonly string[]
  type: readonly string[]
}

const none: Classification = { category: [], type: [] }

interface Compiled {
  byCode: ReadonlyMap<string, Classification>
  /** For a code without a row, and for the later segments of a message, which carry none. */
  other: Classification
}

const compiled = new Map<string, Compiled>(
  Object.entries(iseCategories).map(([name, rows]) => {
    const codes = new Set(
      [...Object.values(rows.category), ...Object.values(rows.type)].flatMap((list) => list.split(' ')),
    )
    const of = (code: string): Classification => ({
      category: namesOf(rows.category, code),
      type: namesOf(rows.type, code),
    })
    return [name, { byCode: new Map([...codes].map((code) => [code, of(code)])), other: of('*') }]
  }),
)

function namesOf(rows: Readonly<Record<string, string>>, code: string): string[] {
  return Object.entries(rows)
    .filter(([, codes]) => codes === '*' || codes.split(' ').includes(code))
    .map(([name]) => name)
}

/** ECS category and type of a message; empty where nothing is known of it. */
export function classifyIse(category: string, code: string): Classification {
  const known = compiled.get(category)
  return known?.byCode.get(code) ?? known?.other ?? none
}
