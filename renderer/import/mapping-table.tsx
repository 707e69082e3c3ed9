import type { MappingDocument, MappingPreview } from '../../core/contract/index.ts'
import { Select } from '../ui/select.tsx'

interface Props {
  preview: MappingPreview
  mapping: MappingDocument
  onChange: (mapping: MappingDocument) => void
}

const shownRows = 4

/** The first records by column; above each column the field it is read as. */
export function MappingTable({ preview: { columns, rows, fields }, mapping, onChange }: Props) {
  const options = [
    { value: '', label: 'Leave out' },
    ...fields.map((field) => ({ value: field, label: field })),
  ]
  const assign = (column: string, field: string) => {
    const others = Object.entries(mapping.columns).filter(([known]) => known !== column)
    onChange({
      ...mapping,
      columns: Object.fromEntries(field === '' ? others : [...others, [column, field]]),
    })
  }
  return (
    <div className="overflow-x-auto rounded-sm border border-line">
      <table className="w-full border-collapse text-sm">
        <caption className="sr-only">The first records, and the field of each column</caption>
        <thead className="bg-raised">
          <tr>
            {columns.map((column) => (
              <th
                key={column}
                scope="col"
                className="border-b border-line p-2 text-left align-top font-medium"
              >
                <div className="mb-1 max-w-60 truncate" title={column}>
                  {column}
                </div>
                <Select
                  label={`Field of ${column}`}
                  value={mapping.columns[column] ?? ''}
                  options={options}
                  onChange={(field) => assign(column, field)}
                  className="w-44 font-normal"
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="font-mono text-xs">
          {rows.slice(0, shownRows).map((row, at) => (
            <tr key={at}>
              {columns.map((column, i) => (
                <td key={column} className="max-w-60 truncate px-2 py-1" title={row[i]}>
                  {row[i]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
