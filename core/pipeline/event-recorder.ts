import type { Event, Place } from '../event/event.ts'
import { SegmentWriter } from '../events/segment/segment-writer.ts'
import type { Store } from '../store/store.ts'

/** Keeps every event of an import, segment by segment, in the order in which they were read. */
export class EventRecorder {
  readonly #store: Store
  readonly #importId: string
  readonly #writer = new SegmentWriter()

  constructor(store: Store, importId: string) {
    this.#store = store
    this.#importId = importId
  }

  /** @throws WorkspaceError when the disk is full */
  add(event: Event, place: Place, original: string): void {
    if (this.#writer.add(event, place, original)) this.flush()
  }

  /** Also the last, incomplete segment. */
  flush(): void {
    const segment = this.#writer.finish()
    if (segment !== undefined) this.#store.writeEvents(this.#importId, segment)
  }
}
