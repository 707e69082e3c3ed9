import type { AlikeGroup } from './correlate/alike.ts'
import type { ActKind } from './event/act.ts'
import type { Alert, Severity } from './detect/alert.ts'
import type { EntityRisk } from './correlate/entity-risk.ts'
import type { Incident, IncidentStatus } from './correlate/incident.ts'
import type { ImportProgress, ImportReport, ScenarioCoverage } from './ingest/import-report.ts'
import type { MappingDocument } from './ingest/mapping.ts'
import type { MappingPreview } from './ingest/preview-mapping.ts'
import type { QuarantinedLine, QuarantinePage } from './pipeline/quarantine.ts'
import type { TrainingProgress } from './pipeline/training-runner.ts'
import type { ReadSettings } from './settings/settings-file.ts'
import type { Settings } from './settings/settings.ts'
import type { ProviderTest } from './models/providers.ts'
import type { Conditions, Rule, RuleDraft, RuleKind } from './detect/suppression.ts'
import type {
  IncidentShift,
  IncidentStand,
  ListedRule,
  RulePreview,
  ScopedChange as RuleChange,
} from './store/suppression.ts'
import type { EventRequests } from './contract/events.ts'
import type { EventUsage } from './store/retention.ts'
import type { SavedMapping } from './store/mapping-shelf.ts'

/**
 * The one contract between screen and core. Every value is JSON: no Date, Map, typed array, undefined-in-array or NaN,
 * so the WebSocket and the Electron port carry the same bytes. Times are epoch ms.
 */
export interface Requests extends EventRequests {
  'app.info': () => AppInfo
  'import.start': (request: ImportRequest) => { id: string }
  /** Opens the built-in example log. */
  'import.example': () => { id: string }
  /** Goes on with an import that did not come to its end: opens its files again, read as they were then. */
  'import.goOn': (request: { id: string }) => { id: string }
  'import.cancel': (request: { id: string }) => void
  /** The import that runs now, or the last one. */
  'import.status': () => ImportProgress | undefined
  /** Newest first. */
  'import.reports': () => ImportReport[]
  /** The rejected lines of an import, in the order of the files; a page at a time. */
  'quarantine.read': (request: {
    id: string
    /** 0, or `next` of the page before. */
    from: number
    /** At most 500. */
    limit: number
    source?: string
    reason?: string
  }) => QuarantinePage
  /** The first records of a file through a mapping, or through one to start from. */
  'mapping.preview': (request: { path: string; mapping?: MappingDocument }) => MappingPreview
  /** Keeps a mapping under a name; one of the same name is replaced. */
  'mapping.save': (request: { name: string; mapping: MappingDocument }) => void
  'mapping.list': () => SavedMapping[]
  'overview.get': () => Overview
  /** Most severe first. */
  'incidents.list': () => IncidentSummary[]
  /** Groups of alerts that were raised for the same reasons, largest first. */
  'alerts.alike': () => AlikeGroup[]
  'incident.get': (request: { id: string }) => Incident | undefined
  'incident.setStatus': (request: { id: string; status: IncidentStatus }) => void
  /** Of the people and addresses of an incident at its end, or the highest of the workspace; highest first. */
  'risk.get': (request: { incident?: string }) => EntityRisk[]
  /** Suppression and allow rules, oldest first, what was changed of them, newest first, and who would make one now. */
  'rules.list': () => RuleList
  /** Alerts that a rule hides, oldest first; at most 500. */
  'rules.hidden': (request: { id: string }) => Alert[]
  /** What a rule would change, without making it. */
  'rules.preview': (draft: Pick<RuleDraft, 'kind' | 'conditions'>) => RulePreview
  /** Makes a rule and applies it to everything stored, also while an import runs. */
  'rules.add': (draft: RuleDraft) => Rule
  /** Takes a rule away; what only it hid is back. */
  'rules.remove': (request: { id: string }) => Rule
  /** Changes when a rule ends; null: never. */
  'rules.update': (request: { id: string; expires: number | null }) => Rule
  /** A self-contained HTML document: of one incident, or of the whole workspace. */
  'report.html': (request: { incident?: string }) => { name: string; html: string }
  /** All generations, verified. */
  'models.list': () => ModelShelf
  /** Imports that start later use it. */
  'models.activate': (request: { name: string }) => void
  /** Goes back to the generation that was active before. */
  'models.rollBack': () => void
  /** Deletes one that is not active. */
  'models.remove': (request: { name: string }) => void
  /** Trains a generation on what was imported into this workspace; it is put on the shelf, not activated. */
  'training.start': () => { id: string }
  'training.cancel': (request: { id: string }) => void
  /** The training that runs now, or the last one. */
  'training.status': () => TrainingProgress | undefined
  'settings.get': () => ReadSettings
  /** Changes those that are given. */
  'settings.set': (request: Partial<Settings>) => void
  /** Tries every place where the active generation may be computed; takes seconds. */
  'providers.test': () => ProviderTest[]
  /** Forgets everything that was imported into this workspace. */
  'workspace.clear': () => void
  /** Analyses all stored events anew, in order of time, beside what there is; told of and cancelled like an import. */
  'workspace.rebuild': () => { id: string }
}

export interface Events {
  'import.progress': ImportProgress
  'import.finished': ImportReport
  'training.progress': TrainingProgress
  /** Stored data changed: refetch what you show. */
  'data.changed': {
    tables: ('incidents' | 'alerts' | 'overview' | 'imports' | 'models' | 'settings' | 'rules')[]
  }
}

export type RequestName = keyof Requests
export type EventName = keyof Events

/** The names at run time, for ports that must check them; the compiler holds the list complete. */
export const requestNames = Object.keys({
  'app.info': 0,
  'import.start': 0,
  'import.example': 0,
  'import.goOn': 0,
  'import.cancel': 0,
  'import.status': 0,
  'import.reports': 0,
  'quarantine.read': 0,
  'mapping.preview': 0,
  'mapping.save': 0,
  'mapping.list': 0,
  'overview.get': 0,
  'incidents.list': 0,
  'alerts.alike': 0,
  'incident.get': 0,
  'incident.setStatus': 0,
  'risk.get': 0,
  'rules.list': 0,
  'rules.hidden': 0,
  'rules.preview': 0,
  'rules.add': 0,
  'rules.remove': 0,
  'rules.update': 0,
  'events.page': 0,
  'events.count': 0,
  'events.histogram': 0,
  'events.top': 0,
  'events.get': 0,
  'events.around': 0,
  'events.usage': 0,
  'events.cancel': 0,
  'report.html': 0,
  'models.list': 0,
  'models.activate': 0,
  'models.rollBack': 0,
  'models.remove': 0,
  'training.start': 0,
  'training.cancel': 0,
  'training.status': 0,
  'settings.get': 0,
  'settings.set': 0,
  'providers.test': 0,
  'workspace.clear': 0,
  'workspace.rebuild': 0,
} satisfies Record<RequestName, 0>) as RequestName[]

/** How files are read where their content does not tell. */
export interface ReadingRequest {
  /** Name of a format, instead of detecting it. */
  format?: string
  /** Name of a saved mapping. */
  mapping?: string
  /** Zone of times that carry none, like `+02:00`. */
  zone?: string
  /** Year of the first line, where lines carry none. */
  year?: number
}

export interface ImportRequest extends ReadingRequest {
  paths: string[]
  /** For single files or folders, instead of the above; the longest path that fits a file wins. */
  sources?: ({ path: string } & ReadingRequest)[]
}

export interface AppInfo {
  version: string
  workspace: string
  /** Formats that `import.start` takes, by name. */
  formats: { name: string; title: string }[]
  /** Files opened before, newest first. */
  recent: string[]
  hasExample: boolean
  /** The active one; undefined where it cannot be read. */
  model: { generation: string; created: string; features: number } | undefined
  geo: { city: string | undefined; asn: string | undefined }
  /** Why nothing can be scored on this machine, with what to do. */
  obstacle?: string | undefined
}

export interface ModelShelf {
  /** Folder of the generations that did not come with Sonic. */
  dir: string
  generations: GenerationSummary[]
  /** Name of the one to go back to. */
  previous: string | undefined
  /** What is wrong with the shelf itself. */
  notice: string | undefined
}

export interface GenerationSummary {
  /** `shipped` for the one that comes with Sonic. */
  name: string
  isActive: boolean
  /** Why it cannot be used; undefined where hashes, features and vocabulary are right. */
  problem: string | undefined
  /** What its manifest says, where that can be read. */
  about:
    | {
        generation: string
        created: number
        seed: number
        description: string
        features: number
        trainingRows: Record<ActKind, number>
        heldOutRows: Record<ActKind, number>
        /** Share of held-out acts with p at most .01, calibrated on others. */
        falseAlarmsAt1Percent: number
        files: { name: string; bytes: number; sha256: string }[]
      }
    | undefined
}

export interface IncidentSummary {
  id: string
  title: string
  severity: Severity
  score: number
  confidence: number
  start: number
  end: number
  status: IncidentStatus
  users: string[]
  sourceIps: string[]
  countries: string[]
  techniques: string[]
  tactics: string[]
  alerts: number
  /** Context rather than a reason to act. */
  informational: boolean
}

export interface RuleList {
  rules: ListedRule[]
  log: RuleChange[]
  /** Name of the person at this machine. */
  who: string
}

export interface Overview {
  timeRange: { first: number; last: number } | undefined
  totals: { lines: number; acts: Record<ActKind, number>; users: number; alerts: number; incidents: number }
  /** Equal-width buckets over `timeRange`, at most 400; empty buckets included. */
  series: {
    bucketMs: number
    start: number
    attempts: number[]
    starts: number[]
    ends: number[]
    flows: number[]
    /** Highest anomaly level (1 - p) in the bucket, 0..1; null where nothing happened. */
    peakAnomaly: (number | null)[]
    alerts: number[]
  }
  severities: Record<Severity, number>
  topUsers: { user: string; acts: number; alerts: number; score: number }[]
  topSources: {
    ip: string
    country: string
    network: string
    acts: number
    failures: number
    alerts: number
  }[]
  topCountries: { country: string; acts: number; alerts: number }[]
}

export type {
  Alert,
  AlikeGroup,
  EntityRisk,
  EventUsage,
  Conditions,
  ImportProgress,
  ImportReport,
  Incident,
  IncidentShift,
  IncidentStand,
  IncidentStatus,
  ListedRule,
  MappingDocument,
  MappingPreview,
  ProviderTest,
  ReadSettings,
  Settings,
  TrainingProgress,
  QuarantinedLine,
  QuarantinePage,
  Rule,
  RuleChange,
  RuleDraft,
  RuleKind,
  RulePreview,
  SavedMapping,
  ScenarioCoverage,
  Severity,
}
