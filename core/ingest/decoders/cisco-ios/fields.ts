import { transportName } from '../../protocols.ts'
import { setUser } from '../cisco-asa/setters.ts'
import { fieldReaders } from '../cisco-asa/fields.ts'
import type { FieldReader } from '../cisco-asa/fields.ts'

/** The fields of `messages.data.ts`: those of the ASA's templates and what only IOS says. */
export const iosFields: ReadonlyMap<string, FieldReader> = new Map<string, FieldReader>([
  ...fieldReaders,
  [
    'decision',
    {
      extent: 'word',
      set: (event, value) => {
        const denied = value === 'denied'
        if (!denied && value !== 'permitted') return
        event['event.action'] = denied ? 'deny' : 'allow'
        event['event.type'] = ['info', denied ? 'denied' : 'allowed']
      },
    },
  ],
  [
    'packets',
    {
      extent: 'number',
      set: (event, value) => {
        event['source.packets'] = value
        event['network.packets'] = value
      },
    },
  ],
  [
    'iana',
    {
      extent: 'word',
      set: (event, value) => {
        event['network.iana_number'] = value
        event['network.transport'] = transportName(value)
      },
    },
  ],
  [
    'result',
    {
      extent: 'word',
      set: (event, value) => (event['event.outcome'] = value === 'Succeeded' ? 'success' : 'failure'),
    },
  ],
  [
    'state',
    {
      extent: 'word',
      set: (event, value) => (event['vpn.step'] = value.trim() === 'UP' ? 'start' : 'end'),
    },
  ],
  ['cause', { extent: 'word', set: (event, value) => (event['event.reason'] = value) }],
  ['person', { extent: 'text', set: (event, value) => setUser(event, value.trim()) }],
])
