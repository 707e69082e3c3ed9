import { useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { IncidentSummary } from '../../core/contract/index.ts'
import { navigate } from '../shell/navigate.ts'
import { useStore } from '../store/use-store.ts'
import { classNames } from '../ui/class-names.ts'
import { useListKeys } from '../ui/use-list-keys.ts'
import { columns, columnWidths, features, numericColumns } from './columns.tsx'

const rowHeight = 30
const rowsAbove = 8
/** More is asked for when as few are left. */
const rowsAhead = 30
const grid = { display: 'grid', gridTemplateColumns: columnWidths.join(' ') }

interface Props {
  incidents: IncidentSummary[]
  /** Called when the end of the list comes near. */
  onEnd: () => Promise<void>
}

export function IncidentTable({ incidents, onEnd }: Props) {
  const sorting = useStore((state) => state.sorting)
  const setSorting = useStore((state) => state.setSorting)
  const cursor = useStore((state) => state.cursor)
  const setCursor = useStore((state) => state.setCursor)
  const scroller = useRef<HTMLDivElement>(null)

  const table = useTable({
    features,
    columns,
    data: incidents,
    getRowId: (incident) => incident.id,
    state: { sorting },
    onSortingChange: (change) => setSorting(typeof change === 'function' ? change(sorting) : change),
    enableSortingRemoval: false,
  })
  const { rows } = table.getRowModel()
  const at = Math.max(
    0,
    rows.findIndex(({ id }) => id === cursor),
  )
  // oxlint-disable-next-line react/incompatible-library -- the React Compiler, which it warns of, is not in use
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
    scrollPaddingStart: rowHeight,
    // Coming back shows the place that was left.
    initialOffset: () => Math.max(0, (at - rowsAbove) * rowHeight),
    overscan: 10,
  })
  const onKeyDown = useListKeys({
    count: rows.length,
    at,
    move: (index) => {
      setCursor(rows[index]?.id)
      virtualizer.scrollToIndex(index)
    },
    open: (index) => {
      const row = rows[index]
      if (row !== undefined) open(row.id)
    },
  })

  function open(id: string) {
    setCursor(id)
    navigate({ screen: 'incident', id })
  }

  const lastShown = virtualizer.getVirtualItems().at(-1)?.index ?? 0
  const isNearEnd = lastShown >= rows.length - rowsAhead
  useEffect(() => {
    if (isNearEnd) void onEnd()
  }, [isNearEnd, rows.length, onEnd])

  useEffect(() => scroller.current?.focus({ preventScroll: true }), [])

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label="Incidents"
      aria-rowcount={rows.length + 1}
      aria-activedescendant={rows[at] && `row-${rows[at].id}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      className="group min-h-0 flex-1 overflow-auto text-sm focus-visible:outline-none"
    >
      <div className="min-w-235">
        <div role="rowgroup" className="sticky top-0 z-10 border-b border-line bg-surface">
          {table.getHeaderGroups().map((group) => (
            <div key={group.id} role="row" aria-rowindex={1} style={grid} className="px-1">
              {group.headers.map((header) => {
                const sorted = header.column.getIsSorted()
                return (
                  <div
                    key={header.id}
                    role="columnheader"
                    aria-sort={sorted === false ? 'none' : sorted === 'desc' ? 'descending' : 'ascending'}
                    className="min-w-0"
                  >
                    <button
                      type="button"
                      tabIndex={-1}
                      onClick={header.column.getToggleSortingHandler()}
                      className={classNames(
                        'flex h-7 w-full items-center gap-1 px-1.5 text-xs text-muted hover:text-text',
                        numericColumns.has(header.id) && 'flex-row-reverse',
                      )}
                    >
                      <span className="truncate">
                        <table.FlexRender header={header} />
                      </span>
                      {sorted === 'desc' && <ArrowDown size={12} className="shrink-0" aria-hidden />}
                      {sorted === 'asc' && <ArrowUp size={12} className="shrink-0" aria-hidden />}
                    </button>
                  </div>
                )
              })}
            </div>
          ))}
        </div>
        <div role="rowgroup" className="relative" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const row = rows[index]
            if (row === undefined) return null
            return (
              <div
                key={row.id}
                id={`row-${row.id}`}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={index === at}
                onClick={() => open(row.id)}
                style={{ ...grid, height: rowHeight, transform: `translateY(${start}px)` }}
                className={classNames(
                  'absolute inset-x-0 cursor-pointer items-center border-b border-line px-1',
                  index === at
                    ? 'bg-selected group-focus-visible:shadow-[inset_2px_0_0_var(--accent)]'
                    : 'hover:bg-hover',
                )}
              >
                {row.getAllCells().map((cell) => (
                  <div
                    key={cell.id}
                    role="gridcell"
                    className={classNames(
                      'truncate px-1.5',
                      numericColumns.has(cell.column.id) && 'text-right',
                    )}
                  >
                    <table.FlexRender cell={cell} />
                  </div>
                ))}
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}
