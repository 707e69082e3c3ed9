/** A part of a rendered text: its heading and the values below, in their order, `-` for those that are not known. */
type Section = readonly string[]

/** Names of the values of a section, in its order; '' for those that are not kept. */
interface Layout {
  /** The section is the first, second, … of those that begin with a security identifier; or it is found by what it holds. */
  readonly bySid?: number
  readonly first?: number
  readonly names: readonly string[]
}

const account = ['', 'targetusername', 'targetdomainname'] as const

/** Of events whose text goes over lines: the languages translate the labels and keep their order (Microsoft's audit event reference). */
const layouts: ReadonlyMap<string, readonly Layout[]> = new Map<string, readonly Layout[]>([
  ['4624', [{ bySid: 1, names: account }]],
  ['4625', [{ bySid: 1, names: account }]],
  ['4634', [{ bySid: 0, names: account }]],
  ['4647', [{ bySid: 0, names: account }]],
  [
    '4648',
    [
      { bySid: 0, names: ['', 'subjectusername', 'subjectdomainname'] },
      { first: 1, names: ['targetusername', 'targetdomainname'] },
    ],
  ],
  ['4740', [{ bySid: 1, names: ['', 'targetusername'] }]],
  ['4768', [{ first: 0, names: ['targetusername', 'targetdomainname'] }]],
  ['4771', [{ bySid: 0, names: ['', 'targetusername'] }]],
  ...['6272', '6273', '6274', '6278'].map((id): [string, readonly Layout[]] => [
    id,
    [{ bySid: 0, names: ['', 'subjectusername', 'subjectdomainname', 'fullyqualifiedsubjectusername'] }],
  ]),
])

const mostLines = 200

/** The values of an event's text in another language than English, by the names they have in its data. */
export function readForeignMessage(id: string, text: string): Map<string, string> {
  const values = new Map<string, string>()
  const layout = layouts.get(id)
  if (layout === undefined) return values
  const { sections, loose } = sectionsOf(text)
  const withSid = sections.filter(([first = '']) => /^S-1-\d/.test(first))
  for (const { bySid, first, names } of layout) {
    const section = bySid === undefined ? sections[first ?? 0] : withSid[bySid]
    for (const [i, name] of names.entries()) keep(values, name, section?.[i])
  }
  const network = sections.findLast((section) => section.some(isEnd))
  const at = network?.findIndex(isEnd) ?? -1
  keep(values, 'ipaddress', network?.[at])
  keep(values, 'ipport', network?.[at + 1])
  if (at === 1) keep(values, 'workstationname', network?.[0])
  // The kind of sign-in is the first number of one or two digits.
  keep(
    values,
    'logontype',
    [...loose, ...sections.flat()].find((value) => /^\d{1,2}$/.test(value)),
  )
  const codes = sections.flat().filter((value) => /^0x[Cc]0[0-9A-Fa-f]{6}$/.test(value))
  keep(values, 'status', codes[0])
  keep(values, 'substatus', codes[1])
  return values
}

function sectionsOf(text: string): { sections: Section[]; loose: string[] } {
  const sections: string[][] = []
  const loose: string[] = []
  for (const line of text.split(/\r?\n/, mostLines)) {
    // A label may hold a colon of its own; the value stands behind tabs.
    const tab = Math.max(line.lastIndexOf(':\t'), line.lastIndexOf('\uff1a\t'))
    const told = tab < 0 ? '' : line.slice(tab + 1).trim()
    const value = told === '' ? undefined : told
    if (/^\s/.test(line)) {
      if (value !== undefined) sections.at(-1)?.push(value)
    } else if (value !== undefined) loose.push(value)
    else if (/[:\uff1a]$/.test(line.trimEnd().slice(-1))) sections.push([])
  }
  return { sections, loose }
}

function isEnd(value: string): boolean {
  return (
    /^(?:::ffff:)?\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(value) ||
    /^[0-9a-f]{0,4}:[0-9a-f:]{2,38}$/i.test(value)
  )
}

function keep(values: Map<string, string>, name: string, value: string | undefined): void {
  if (name !== '' && value !== undefined && value !== '' && value !== '-' && !values.has(name))
    values.set(name, value)
}
