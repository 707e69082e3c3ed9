import type { Incident } from '../correlate/incident.ts'
import type { ImportReport } from '../ingest/import-report.ts'
import { isKept } from '../ingest/is-kept.ts'
import { readIncidentRisk } from '../store/risk.ts'
import type { Store } from '../store/store.ts'
import { formatCount, formatTime } from './format.ts'
import { coverageSection } from './coverage-section.ts'
import { html, type Markup } from './markup.ts'
import { incidentSection, incidentTable } from './incident-section.ts'
import { provenanceSection } from './provenance-section.ts'
import { rulesSection } from './rules-section.ts'
import { style } from './style.ts'

export interface ReportOptions {
  version: string
  /** Only this incident; without it the whole workspace. */
  incident?: string | undefined
}

/** Incidents written out in full, and those in the table above them; the rest is counted. */
const maxDetailed = 200
const maxListed = 2000

/**
 * One self-contained HTML document: no script, no outside resource, readable without Sonic and when printed.
 * @throws Error when the incident is not in the workspace
 */
export function renderReport(store: Store, options: ReportOptions): { name: string; html: string } {
  const listed = listIncidents(store, options.incident)
  const incidents = listed.slice(0, maxDetailed).flatMap(({ id }) => store.incident(id) ?? [])
  const imports = store.imports()
  const [only] = incidents
  const title = options.incident && only ? only.title : 'VPN incident report'
  const name = options.incident ? `incident-${fileName(options.incident)}.html` : 'report.html'
  return {
    name,
    html: `<!doctype html>\n${documentOf({ title, listed, incidents, imports, store, version: options.version }).text}\n`,
  }
}

/** Without their alerts. */
function listIncidents(store: Store, id: string | undefined): Incident[] {
  const all = store.incidents()
  if (id === undefined) return all
  const incident = all.find((one) => one.id === id)
  if (!incident) throw new Error('This incident is not in the workspace any more.')
  return [incident]
}

interface Content {
  title: string
  listed: Incident[]
  /** Those that are written out. */
  incidents: Incident[]
  imports: ImportReport[]
  store: Store
  version: string
}

function documentOf({ title, listed, incidents, imports, store, version }: Content): Markup {
  return html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
      <meta name="viewport" content="width=device-width" />
      <title>${title}</title>
      <style>
        ${style}
      </style>
    </head>
    <body>
      <header>
        <p class="brand">Sonic ${version}</p>
        <h1>${title}</h1>
        ${summary(listed, imports)}
      </header>
      <main>
        ${listed.length > 1 ? incidentTable(listed.slice(0, maxListed), incidents.length, listed.length) : ''} ${incidents.map((incident) => incidentSection(incident, readIncidentRisk(store, incident.id)))}
        ${rulesSection(store)} ${coverageSection(imports.filter(isKept))} ${provenanceSection(imports)}
      </main>
    </body>
  </html>`
}

function summary(incidents: Incident[], imports: ImportReport[]): Markup {
  const lines = imports.reduce((total, report) => total + report.totals.lines, 0)
  const firsts = imports.flatMap((report) => report.timeRange?.first ?? [])
  const lasts = imports.flatMap((report) => report.timeRange?.last ?? [])
  const range =
    firsts.length > 0 ? ` from ${formatTime(Math.min(...firsts))} to ${formatTime(Math.max(...lasts))}` : ''
  const count = (severity: string) => incidents.filter((incident) => incident.severity === severity).length
  if (incidents.length === 0) {
    return html`<p>No incident was found in ${formatCount(lines)} lines${range}.</p>`
  }
  return html`<p>
    ${formatCount(incidents.length)} ${incidents.length === 1 ? 'incident' : 'incidents'}
    (${count('critical')} critical, ${count('high')} high, ${count('medium')} medium, ${count('low')} low) in
    ${formatCount(lines)} lines${range}. All times are UTC.
  </p>`
}

function fileName(id: string): string {
  return id.replace(/[^\w-]+/g, '-').slice(-60)
}
