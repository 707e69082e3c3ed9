import { useStore } from '../store/use-store.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { attempt } from '../ui/notices.tsx'

export function RemoveGeneration({ name }: { name: string }) {
  const remove = useStore((state) => state.removeModel)
  return (
    <ConfirmButton
      label={`Delete ${name}`}
      title={`Delete ${name}?`}
      consequence="Its files are deleted and cannot be brought back. What imports have found with it stays."
      confirm="Delete generation"
      onConfirm={() => attempt('The generation was not deleted', () => remove(name))}
    >
      Delete…
    </ConfirmButton>
  )
}
