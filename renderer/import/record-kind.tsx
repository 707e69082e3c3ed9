import type { MappingDocument } from '../../core/contract/index.ts'
import { Select } from '../ui/select.tsx'

interface Props {
  mapping: MappingDocument
  onChange: (mapping: MappingDocument) => void
}

const category = 'event.category'
const type = 'event.type'

/** What the records of a table without an action tell of; detection needs to know. */
const kinds = [
  { value: '', label: 'What their action says', constants: undefined },
  { value: 'attempt', label: 'A sign-in attempt', constants: ['authentication', 'info'] },
  { value: 'start', label: 'The start of a session', constants: ['session', 'start'] },
  { value: 'end', label: 'The end of a session', constants: ['session', 'end'] },
  { value: 'flow', label: 'A connection', constants: ['network', 'connection'] },
] as const

export function RecordKind({ mapping, onChange }: Props) {
  const { [category]: given, [type]: detail, ...others } = mapping.constants ?? {}
  const chosen = kinds.find(
    ({ constants }) =>
      constants !== undefined && String(given) === constants[0] && String(detail) === constants[1],
  )
  const choose = (value: string) => {
    const constants = kinds.find((kind) => kind.value === value)?.constants
    const added: MappingDocument['constants'] =
      constants === undefined ? {} : { [category]: [constants[0]], [type]: [constants[1]] }
    onChange({ ...mapping, constants: { ...others, ...added } })
  }
  return (
    <div>
      <span aria-hidden className="mb-1 block text-sm text-muted">
        Each record tells of
      </span>
      <Select
        label="Each record tells of"
        value={chosen?.value ?? ''}
        options={kinds}
        onChange={choose}
        className="w-52"
      />
    </div>
  )
}
