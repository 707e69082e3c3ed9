import fc from 'fast-check'
import { expect, test } from 'vitest'
import { recorded } from '../../events/segment/segment.fixture.ts'
import { buffersOf } from './packed.ts'
import { Packer } from './packer.ts'
import { nothingRead, type Taken } from './taken.ts'
import { Unpacker } from './unpacker.ts'

const taken = fc.array(recorded, { maxLength: 20 }).map((records): Taken => ({
  events: records.map(({ event }) => event),
  places: records.map(({ place }) => place),
  originals: records.map(({ original }) => original),
  tick: undefined,
  counts: nothingRead,
  advance: undefined,
  isEnd: false,
}))

test('what was packed is unpacked as it was, batch after batch', () => {
  fc.assert(
    fc.property(fc.array(taken, { maxLength: 5 }), (batches) => {
      const [packer, unpacker] = [new Packer(), new Unpacker()]
      for (const batch of batches) {
        const packed = packer.pack(batch)
        const received = structuredClone(packed, { transfer: buffersOf(packed) })
        expect(unpacker.unpack(received)).toEqual(batch)
      }
    }),
  )
})

test('numbers begin anew before there are too many, and lone surrogates stay what they are', () => {
  const [packer, unpacker] = [new Packer(), new Unpacker()]
  for (let n = 0; n < 80; n++) {
    const events = Array.from({ length: 1000 }, (_, i) => ({
      '@timestamp': i,
      'user.name': `${n} ${i} \ud800`,
    }))
    const places = events.map((_, i) => ({
      source: 'a.log',
      offset: i,
      length: 1,
      line: i,
      ...(i % 2 ? { copy: i } : {}),
    }))
    const originals = events.map(({ 'user.name': name }) => name)
    const batch = {
      events,
      places,
      originals,
      tick: n,
      counts: nothingRead,
      advance: undefined,
      isEnd: false,
    }
    expect(unpacker.unpack(packer.pack(batch))).toEqual(batch)
  }
})
