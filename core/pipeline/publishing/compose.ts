import { alertDocument, incidentDocument } from '../../report/ecs.ts'
import type { Outgoing } from '../../store/outbox.ts'
import type { Store } from '../../store/store.ts'
import type { StoreBatch } from '../../store/write-batch.ts'
import type { Rejected } from '../reading/taken.ts'

/** Topics that results go to; nothing of a kind without one. */
export interface Outputs {
  alerts?: string | undefined
  incidents?: string | undefined
  /** For records that could not be decoded. */
  deadLetters?: string | undefined
}

interface Results {
  batch: StoreBatch
  rejected: readonly Rejected[]
  outputs: Outputs
  store: Pick<Store, 'incident' | 'alert'>
}

/** The messages of a commit, from what is written by then: what a rule hides does not go out. */
export function* compose({ batch, rejected, outputs, store }: Results): Generator<Outgoing> {
  const { deadLetters, alerts, incidents } = outputs
  if (deadLetters !== undefined) for (const one of rejected) yield deadLetter(deadLetters, one)
  if (alerts !== undefined) {
    const incidentOf = new Map(batch.joined.map(({ alert, incident }) => [alert, incident]))
    for (const { id } of batch.alerts) {
      const alert = store.alert(id)
      if (alert && alert.suppressed === undefined)
        yield message(alerts, id, alertDocument(alert, incidentOf.get(id)))
    }
  }
  if (incidents === undefined) return
  const ids = new Set([...batch.incidents, ...batch.absorbed].map(({ id }) => id))
  for (const id of ids) {
    const incident = store.incident(id)
    yield message(incidents, id, incident && incidentDocument(incident))
  }
}

/** @param document undefined: there is none under this key any more */
function message(topic: string, id: string, document: object | undefined): Outgoing {
  const value = document ? Buffer.from(JSON.stringify(document)) : null
  return { topic, key: id, value, headers: { id } }
}

/** The record as it came; where it came from, and why it could not be decoded, in the headers. */
function deadLetter(topic: string, { place, reason, bytes }: Rejected): Outgoing {
  const id = `${place.source}@${place.offset}`
  return {
    topic,
    key: id,
    value: bytes,
    headers: { id, source: place.source, offset: String(place.offset), reason },
  }
}
