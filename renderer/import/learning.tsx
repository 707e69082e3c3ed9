import type { ImportReport } from '../../core/contract/index.ts'
import { formatCount, plural } from '../format/number.ts'
import { Panel } from '../ui/panel.tsx'

const origins = {
  log: 'this log itself',
  shipped: 'the shipped model',
  own: 'the active generation of your own',
} satisfies Record<ImportReport['learning']['from'], string>

/** What "normal" meant in this import, and which models judged by it. */
export function Learning({ report: { learning, modelAlerts, models, geo } }: { report: ImportReport }) {
  const rows = [
    ['Learned from', origins[learning.from]],
    ...(learning.from === 'own'
      ? []
      : [['Acts', `${formatCount(learning.acts)} over ${plural(Math.round(learning.days), 'day')}`]]),
    ['Flagged, not learned from', plural(learning.withheld, 'act')],
    ['Model alerts', modelAlertsText(modelAlerts)],
    ['Model generation', models.generation],
    ['Model SHA-256', models.sha256],
    ['GeoIP cities', geo.city ?? 'not available: places are unknown'],
    ['Networks (ASN)', geo.asn ?? 'not available: networks are unknown'],
  ]
  return (
    <Panel title="What normal was learned from">
      <p className="mb-3">{learning.explanation}</p>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
        {rows.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-muted">{label}</dt>
            <dd className="truncate font-mono" title={value}>
              {value}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}

function modelAlertsText({ askedPerDay, raised, days }: ImportReport['modelAlerts']): string {
  const asked = `${formatCount(askedPerDay)} a day asked for`
  return days < 1
    ? `${formatCount(raised)} in less than a day; ${asked}`
    : `${(raised / days).toFixed(1)} a day; ${asked}`
}
