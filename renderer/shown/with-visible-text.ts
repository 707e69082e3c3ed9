import type { ElementType, Key, ReactElement } from 'react'
import { visibleLines } from '../../core/event/visible.ts'

export type Props = Readonly<Record<string, unknown>>
export type Create = (type: ElementType, props: Props, key?: Key) => ReactElement

/** What of an element a person reads or hears, beside its content. */
const readAttributes = ['title', 'alt', 'placeholder', 'aria-label', 'aria-description', 'aria-valuetext']

/** An element's properties with its text as it is shown; the same object where nothing has to be written out. */
export function withVisibleText(props: Props): Props {
  const changes: [string, unknown][] = []
  for (const name of ['children', ...readAttributes]) {
    const given = props[name]
    const shown = show(given)
    if (shown !== given) changes.push([name, shown])
  }
  return changes.length === 0 ? props : { ...props, ...Object.fromEntries(changes) }
}

function show(value: unknown): unknown {
  if (typeof value === 'string') return visibleLines(value)
  if (!Array.isArray(value)) return value
  const shown = value.map(show)
  return shown.some((item, index) => item !== value[index]) ? shown : value
}
