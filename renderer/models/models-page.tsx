import { useEffect } from 'react'
import { useStore } from '../store/use-store.ts'
import { Loaded } from '../ui/states.tsx'
import { Generations } from './generations.tsx'
import { KeptEvents } from './kept-events.tsx'
import { ProviderTests } from './provider-tests.tsx'
import { SettingsPanel } from './settings-panel.tsx'
import { Training } from './training.tsx'
import { Warning } from '../ui/warning.tsx'

/** The ensembles there are, which one imports use, and how they are run. */
export function ModelsPage() {
  const shelf = useStore((state) => state.shelf)
  const settings = useStore((state) => state.settings)
  const loadModels = useStore((state) => state.loadModels)
  const loadSettings = useStore((state) => state.loadSettings)
  useEffect(() => {
    void loadModels()
    void loadSettings()
  }, [loadModels, loadSettings])
  return (
    <div className="mx-auto flex max-w-300 flex-col gap-4 p-4">
      <h1 className="text-xl font-semibold">Models and settings</h1>
      <Loaded what="the generations" of={shelf} retry={loadModels}>
        {(value) => (
          <>
            {value.notice !== undefined && <Warning>{value.notice}</Warning>}
            <Generations shelf={value} />
          </>
        )}
      </Loaded>
      <Training />
      <Loaded what="the settings" of={settings} retry={loadSettings}>
        {(value) => (
          <>
            {value.notices.map((notice) => (
              <Warning key={notice}>{notice}</Warning>
            ))}
            <SettingsPanel settings={value.settings} />
          </>
        )}
      </Loaded>
      <KeptEvents />
      <ProviderTests />
    </div>
  )
}
