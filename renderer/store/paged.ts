import type { Page, PageRequest } from '../../core/contract/index.ts'
import { createLoader, messageOf, type Loadable } from './loadable.ts'

/** Enough for a high window, few enough to come at once. */
const pageSize = 200

interface PagedLoader {
  /** Loads anew as much of the list as is there. */
  load: () => Promise<void>
  /** Adds the next page, where there is one. */
  more: () => Promise<void>
}

/** Loads a list a page at a time; the value is all pages so far as one. */
export function createPagedLoader<P extends Page<unknown>>(
  fetch: (request: PageRequest) => Promise<P>,
  update: (change: Partial<Loadable<P>>) => void,
): PagedLoader {
  let shown: P | undefined
  let isAdding = false

  const load = createLoader(async () => {
    const wanted = shown?.items.length ?? 0
    let list = await fetch({ limit: pageSize })
    while (list.next !== undefined && list.items.length < wanted) list = await withNext(list, list.next)
    return (shown = list)
  }, update)

  async function more(): Promise<void> {
    const from = shown
    if (from?.next === undefined || isAdding) return
    isAdding = true
    try {
      const list = await withNext(from, from.next)
      // Where it was loaded anew meanwhile, that is newer.
      if (shown === from) update({ value: (shown = list), error: undefined })
    } catch (error) {
      update({ error: messageOf(error) })
    } finally {
      isAdding = false
    }
  }

  async function withNext(list: P, after: string): Promise<P> {
    const page = await fetch({ after, limit: pageSize })
    return { ...page, items: [...list.items, ...page.items] }
  }

  return { load, more }
}
