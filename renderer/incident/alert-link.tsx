import { useStore } from '../store/use-store.ts'

/** The title of an alert of the opened incident; a click selects it. */
export function AlertLink({ id, title }: { id: string; title: string }) {
  const select = useStore((state) => state.selectAlert)
  return (
    <button
      type="button"
      onClick={() => select(id)}
      className="max-w-full truncate text-left text-accent hover:underline"
    >
      {title}
    </button>
  )
}
