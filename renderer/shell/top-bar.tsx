import { FolderOpen, Monitor, Moon, Sun } from 'lucide-react'
import { AsOfButton } from '../as-of/as-of-button.tsx'
import { fileName } from '../format/text.ts'
import { useStore } from '../store/use-store.ts'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { ImportPill } from './import-pill.tsx'
import { navigate } from './navigate.ts'

const themes = [
  { value: 'system', label: 'Theme of the system', icon: <Monitor size={14} aria-hidden /> },
  { value: 'light', label: 'Light theme', icon: <Sun size={14} aria-hidden /> },
  { value: 'dark', label: 'Dark theme', icon: <Moon size={14} aria-hidden /> },
] as const

const zones = [
  { value: 'UTC', label: 'UTC' },
  { value: 'local', label: 'Local time' },
] as const

export function TopBar() {
  const workspace = useStore((state) => state.info.value?.workspace)
  const theme = useStore((state) => state.theme)
  const setTheme = useStore((state) => state.setTheme)
  const zone = useStore((state) => state.zone)
  const setZone = useStore((state) => state.setZone)
  return (
    <header className="flex h-11 shrink-0 items-center gap-3 border-b border-line bg-surface pr-3">
      <div className="flex w-20 shrink-0 justify-center">
        <img src="./icon.svg" alt="Sonic" width={24} height={24} />
      </div>
      <span className="max-w-60 truncate font-medium" title={workspace}>
        {workspace === undefined ? '' : fileName(workspace).replace(/\.sqlite$/, '')}
      </span>
      <ImportPill />
      <div className="ml-auto flex shrink-0 items-center gap-3">
        <Versions />
        <AsOfButton />
        <Choice label="Time zone" value={zone} options={zones} onChange={setZone} />
        <Choice label="Theme" value={theme} options={themes} onChange={setTheme} />
        <Button look="primary" onClick={() => navigate({ screen: 'open' })}>
          <FolderOpen size={14} aria-hidden />
          Open
        </Button>
      </div>
    </header>
  )
}

/** What judged the events, and how old its knowledge is. */
function Versions() {
  const info = useStore((state) => state.info.value)
  if (info === undefined) return null
  const model = info.model === undefined ? 'none' : info.model.generation
  const geo = info.geo.city ?? 'none'
  const details = [
    info.model && `Model ${model}, created ${info.model.created}, ${info.model.features} features`,
    `GeoIP cities: ${geo}`,
    `Networks (ASN): ${info.geo.asn ?? 'none'}`,
    `Sonic ${info.version}`,
  ]
  return (
    <dl
      title={details.filter(Boolean).join('\n')}
      className="hidden gap-x-1.5 text-xs text-muted lg:flex [&_dd]:max-w-40 [&_dd]:truncate [&_dd]:text-text"
    >
      <dt>Model</dt>
      <dd className="mr-1.5">{model}</dd>
      <dt>GeoIP</dt>
      <dd>{geo}</dd>
    </dl>
  )
}
