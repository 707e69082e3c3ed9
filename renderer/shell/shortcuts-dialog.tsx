import { useStore } from '../store/use-store.ts'
import { Dialog } from '../ui/dialog.tsx'
import { shortcuts } from './shortcuts.ts'

export function ShortcutsDialog() {
  const shown = useStore((state) => state.shortcutsShown)
  const show = useStore((state) => state.showShortcuts)
  return (
    <Dialog title="Keyboard shortcuts" open={shown} onOpenChange={show}>
      <dl className="grid grid-cols-[80px_1fr] gap-y-1.5">
        {shortcuts.map(({ keys, does }) => (
          <div key={does} className="contents">
            <dt className="flex gap-1">
              {keys.map((key) => (
                <kbd
                  key={key}
                  className="rounded-sm border border-line bg-raised px-1.5 font-mono text-xs leading-5"
                >
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
