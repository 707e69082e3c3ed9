import { expect, it, vi } from 'vitest'
import type { OutgoingMessage } from '../../ingest/kafka/kafka-client.ts'
import type { Pace } from '../../ingest/sources/pace.ts'
import { countOutgoing, writeOutgoing } from '../../store/outbox.ts'
import { Store } from '../../store/store.ts'
import { Publisher } from './publisher.ts'

const pauses: number[] = []
/** A pause is over at once. */
const pace: Pace = {
  now: () => 0,
  wait: (ms) => {
    pauses.push(ms)
    return new Promise((resolve) => setImmediate(resolve))
  },
}

function fill(store: Store, count: number): void {
  writeOutgoing(
    store.connection,
    Array.from({ length: count }, (_, n) => ({
      topic: n % 3 === 0 ? 'incidents' : 'alerts',
      key: `k${n}`,
      value: n === 4 ? null : Buffer.from(`v${n}`),
      headers: { id: `k${n}` },
    })),
  )
}

it('sends in order until the cluster takes it, and says what is wrong once', async () => {
  const store = new Store(':memory:')
  const sent: [string, OutgoingMessage][] = []
  let refusals = 3
  const states: (string | undefined)[] = []
  const client = {
    send: (topic: string, messages: readonly OutgoingMessage[]) => {
      if (topic === 'alerts' && refusals-- > 0) return Promise.reject(new Error('connect ECONNREFUSED'))
      for (const message of messages) sent.push([topic, message])
      return Promise.resolve()
    },
  }
  const publisher = new Publisher({
    client,
    store,
    pace,
    brokers: ['a:1'],
    onState: (one) => states.push(one),
  })
  fill(store, 1200)
  publisher.wake()
  await vi.waitFor(() => expect(countOutgoing(store)).toBe(0))
  expect(states).toEqual([
    expect.stringMatching(/^Results for alerts wait\. Kafka at a:1: nobody listens/),
    undefined,
  ])
  expect(pauses.slice(0, 3)).toEqual([1000, 2000, 4000])
  const alerts = sent
    .filter(([topic]) => topic === 'alerts')
    .map(([, { headers }]) => Number(headers?.['number']))
  expect(alerts).toEqual(alerts.toSorted((a, b) => a - b))
  expect(new Set(sent.map(([, { key }]) => key)).size).toBe(1200)
  expect(sent.find(([, { key }]) => key === 'k4')?.[1].value).toBeNull()
  expect(await publisher.close()).toBe(0)
})

it('leaves what cannot be sent for the next run, which sends it', async () => {
  const store = new Store(':memory:')
  const down = { send: () => Promise.reject(new Error('down')) }
  const first = new Publisher({ client: down, store, pace, brokers: ['a:1'], onState: () => {} })
  fill(store, 5)
  first.wake()
  expect(await first.close()).toBe(5)
  const keys: string[] = []
  const up = {
    send: (_: string, messages: readonly OutgoingMessage[]) => {
      keys.push(...messages.map(({ key }) => key))
      return Promise.resolve()
    },
  }
  const second = new Publisher({ client: up, store, pace, brokers: ['a:1'], onState: () => {} })
  expect(await second.close()).toBe(0)
  expect(keys.toSorted()).toEqual(['k0', 'k1', 'k2', 'k3', 'k4'])
})
