import {
  Activity,
  BellOff,
  BrainCircuit,
  ChartColumn,
  Eye,
  FileInput,
  Keyboard,
  ShieldAlert,
} from 'lucide-react'
import { formatCompact } from '../format/number.ts'
import { formatRoute, type Route } from '../store/route.ts'
import { useStore } from '../store/use-store.ts'
import { classNames } from '../ui/class-names.ts'

const places = [
  { route: { screen: 'overview' }, label: 'Overview', Icon: ChartColumn },
  { route: { screen: 'incidents' }, label: 'Incidents', Icon: ShieldAlert },
  { route: { screen: 'rules' }, label: 'Rules', Icon: BellOff },
  { route: { screen: 'import' }, label: 'Import', Icon: FileInput },
  { route: { screen: 'live' }, label: 'Live', Icon: Activity },
  { route: { screen: 'coverage' }, label: 'Coverage', Icon: Eye },
  { route: { screen: 'models' }, label: 'Models', Icon: BrainCircuit },
] as const satisfies { route: Route; label: string; Icon: unknown }[]

export function Rail() {
  const screen = useStore((state) => state.route.screen)
  const open = useStore((state) => state.incidents.value?.open ?? 0)
  const showShortcuts = useStore((state) => state.showShortcuts)
  const current = screen === 'incident' ? 'incidents' : screen
  return (
    <nav
      aria-label="Main"
      className="flex w-20 shrink-0 flex-col items-stretch gap-1 border-r border-line bg-surface px-1.5 py-2"
    >
      {places.map(({ route, label, Icon }) => (
        <a
          key={label}
          href={formatRoute(route)}
          aria-label={label}
          aria-current={route.screen === current ? 'page' : undefined}
          className={classNames(
            'relative flex h-13 flex-col items-center justify-center gap-1 rounded-md text-xs',
            route.screen === current ? 'bg-selected text-text' : 'text-muted hover:bg-hover hover:text-text',
          )}
        >
          <Icon size={18} strokeWidth={1.75} aria-hidden />
          {label}
          {route.screen === 'incidents' && open > 0 && (
            <span
              title={`${open} open`}
              className="absolute top-1 left-[calc(50%+5px)] rounded-full border border-line bg-raised px-1 text-[10px] leading-4 text-text"
            >
              {formatCompact(open)}
            </span>
          )}
        </a>
      ))}
      <button
        type="button"
        aria-label="Keyboard shortcuts"
        title="Keyboard shortcuts (?)"
        onClick={() => showShortcuts(true)}
        className="mt-auto flex h-9 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-text"
      >
        <Keyboard size={18} strokeWidth={1.75} aria-hidden />
      </button>
    </nav>
  )
}
