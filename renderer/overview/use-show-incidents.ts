import { navigate } from '../shell/navigate.ts'
import { filterFor, type FilterField } from '../store/incident-filter.ts'
import { useStore } from '../store/use-store.ts'

/** Opens the list of incidents filtered by one value of a field. */
export function useShowIncidents(): (field: FilterField, value: string) => void {
  const setFilter = useStore((state) => state.setFilter)
  return (field, value) => {
    setFilter({ text: filterFor(field, value), severities: [] })
    navigate({ screen: 'incidents' })
  }
}
