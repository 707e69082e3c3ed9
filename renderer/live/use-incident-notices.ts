import { useEffect, useRef } from 'react'
import { useStore } from '../store/use-store.ts'

/** While something is read live, tells outside this page of incidents that are new and of high severity, where a person allowed it. */
export function useIncidentNotices(): void {
  const incidents = useStore((state) => state.incidents.value?.items)
  const isLive = useStore((state) => state.live?.state === 'running')
  const told = useRef<Set<string>>(undefined)
  useEffect(() => {
    const severe = incidents?.filter(({ severity }) => severity === 'high' || severity === 'critical') ?? []
    // What was there before is not news.
    if (!isLive || told.current === undefined) {
      told.current = isLive && incidents !== undefined ? new Set(severe.map(({ id }) => id)) : undefined
      return
    }
    for (const { id, title, severity } of severe) {
      if (told.current.has(id)) continue
      told.current.add(id)
      if ('Notification' in globalThis && Notification.permission === 'granted')
        new Notification(`${severity === 'critical' ? 'Critical' : 'High'}: ${title}`, { tag: id })
    }
  }, [incidents, isLive])
}
