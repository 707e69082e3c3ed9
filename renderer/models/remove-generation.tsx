import { useState } from 'react'
import { useStore } from '../store/use-store.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { attempt } from '../ui/notices.tsx'

export function RemoveGeneration({ name }: { name: string }) {
  const [asked, setAsked] = useState(false)
  const remove = useStore((state) => state.removeModel)
  return (
    <>
      <Button look="ghost" aria-label={`Delete ${name}`} onClick={() => setAsked(true)}>
        Delete…
      </Button>
      <Dialog title={`Delete ${name}?`} open={asked} onOpenChange={setAsked}>
        <p className="mb-4">
          Its files are deleted and cannot be brought back. What imports have found with it stays.
        </p>
        <div className="flex justify-end gap-2">
          <Button onClick={() => setAsked(false)}>Keep it</Button>
          <Button
            look="primary"
            onClick={() => {
              setAsked(false)
              attempt('The generation was not deleted', () => remove(name))
            }}
          >
            Delete generation
          </Button>
        </div>
      </Dialog>
    </>
  )
}
