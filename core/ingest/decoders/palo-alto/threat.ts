import type { Event } from '../../../event/event.ts'
import { setUrl } from '../../url.ts'
import { textAt } from './columns.ts'
import { isAllowed, setConnection, typeOfAction } from './connection.ts'

const actions = new Map([
  ['data', 'data_match'],
  ['file', 'file_match'],
  ['flood', 'flood_detected'],
  ['packet', 'packet_attack'],
  ['scan', 'scan_detected'],
  ['spyware', 'spyware_detected'],
  ['url', 'url_filtering'],
  ['virus', 'virus_detected'],
  ['vulnerability', 'exploit_detected'],
  ['wildfire', 'wildfire_verdict'],
  ['wildfire-virus', 'wildfire_virus_detected'],
])

const severities = new Map([
  ['critical', 1],
  ['high', 2],
  ['medium', 3],
  ['low', 4],
  ['informational', 5],
])

export function readThreat(event: Event, subtype: string, columns: readonly string[]): void {
  const action = textAt(columns, 23)
  const types = typeOfAction(action)
  event['event.action'] = actions.get(subtype) ?? subtype
  event['event.kind'] = 'alert'
  event['event.category'] = ['intrusion_detection', 'threat', 'network']
  event['event.outcome'] = isAllowed(action) ? 'success' : 'failure'
  if (types.length > 0) event['event.type'] = types
  setConnection(event, columns)
  setSeverity(event, textAt(columns, 27))
  const threat = textAt(columns, 25)
  if (threat !== undefined) event.message = threat
  const direction = textAt(columns, 28)
  if (direction === 'client-to-server' || direction === '0') event['network.direction'] = 'inbound'
  else if (direction === 'server-to-client' || direction === '1') event['network.direction'] = 'outbound'
  setObject(event, subtype, textAt(columns, 24))
  const agent = textAt(columns, 39)
  const referrer = textAt(columns, 42)
  const method = textAt(columns, 56)
  if (agent !== undefined) event['user_agent.original'] = agent
  if (referrer !== undefined) event['http.request.referrer'] = referrer
  if (method !== undefined && method !== 'unknown') event['http.request.method'] = method
}

export function setSeverity(event: Event, level: string | undefined): void {
  if (level === undefined) return
  event['log.level'] = level
  const severity = severities.get(level)
  if (severity !== undefined) event['event.severity'] = severity
}

/** The `misc` column is a URL, a path or a file name, depending on the kind of threat. */
function setObject(event: Event, subtype: string, object: string | undefined): void {
  if (object === undefined) return
  const isPath = object.includes('/')
  if (subtype === 'url' || (isPath && (subtype === 'virus' || subtype === 'vulnerability')))
    setUrl(event, object)
  else if (subtype === 'file' || subtype === 'virus' || subtype === 'vulnerability') {
    if (isPath || object.includes('\\')) event['file.path'] = object
    event['file.name'] = object.slice(Math.max(object.lastIndexOf('/'), object.lastIndexOf('\\')) + 1)
  }
}
