import type { Event, Place } from '../../event/event.ts'
import { SegmentWriter, type EncodedSegment } from '../../events/segment/segment-writer.ts'

/** Gathers the events of a stream, in the order in which they were read, until they are committed. */
export class EventRecorder {
  readonly #writer = new SegmentWriter()
  #whole: EncodedSegment[] = []

  /** @param bytes of the record, where they are not the UTF-8 of `original` */
  add(event: Event, place: Place, original: string, bytes?: Uint8Array): void {
    if (this.#writer.add(event, place, original, bytes)) this.#finish()
  }

  /** Those since the last call, also the last, incomplete segment. */
  take(): EncodedSegment[] {
    this.#finish()
    const segments = this.#whole
    this.#whole = []
    return segments
  }

  #finish(): void {
    const segment = this.#writer.finish()
    if (segment !== undefined) this.#whole.push(segment)
  }
}
