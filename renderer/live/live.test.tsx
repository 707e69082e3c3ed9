// @vitest-environment happy-dom
import { act } from 'react'
import { expect, test, vi } from 'vitest'
import type { LiveProgress, Requests } from '../../core/contract/index.ts'
import { createFakeCore } from '../test/fake-core.ts'
import { byLabel, click, render, settle } from '../test/render.tsx'
import { LivePage } from './live-page.tsx'

const running: LiveProgress = {
  id: 'a',
  state: 'running',
  error: undefined,
  started: 0,
  names: ['kafka:vpn'],
  counts: { lines: 1200, rejected: 3, acts: 400, alerts: 2, incidents: 1 },
  kafka: {
    phase: 'waiting',
    problem: 'Kafka at a:1: nobody listens there.',
    notes: ['vpn/0: 40 messages were deleted before they were read.'],
    partitions: [{ topic: 'vpn', partition: 0, position: 1200, lag: 7 }],
  },
  remarks: [],
  sending: undefined,
  samples: [{ time: 1_000, lines: 30, alerts: 1, lag: 7 }],
  newest: [
    { id: 'x', time: 1_000, title: 'Password spray from 198.51.100.7', score: 63, severity: 'medium' },
  ],
  scores: Array.from({ length: 20 }, () => 20),
  stages: { read: 9, enrich: 1, featurise: 1, learn: 0, score: 1, detect: 1, store: 0 },
}

async function type(label: string, value: string): Promise<void> {
  const id = [...document.querySelectorAll('label')].find(({ textContent }) => textContent === label)?.htmlFor
  const input = document.getElementById(id ?? '')
  if (!(input instanceof HTMLInputElement)) throw new Error(`nothing to type into at ${label}`)
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, value)
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })
}

function button(name: string): HTMLButtonElement | undefined {
  return [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name)
}

test('lists the topics of a cluster, shows what is in one, and reads those that are chosen', async () => {
  const start = vi.fn<Requests['live.start']>(() => ({ id: 'a' }))
  const core = createFakeCore({
    'mapping.list': () => [],
    'live.status': () => undefined,
    'kafka.topics': () => [
      { name: 'firewall', partitions: 6 },
      { name: 'vpn', partitions: 1 },
    ],
    'kafka.sample': () => ({
      format: 'Cisco ASA',
      records: [{ document: {}, problem: 'no message id', original: 'what is this' }],
    }),
    'live.start': start,
  })
  await render(<LivePage />, core)
  expect(button('List topics')?.disabled).toBe(true)
  await type('Brokers', 'a:9092, b:9092')
  await click(button('List topics'))
  await settle()
  expect(byLabel('Topics').textContent).toContain('6 partitions')
  await click(byLabel('Look into vpn'))
  await settle()
  expect(byLabel('Records of vpn').textContent).toContain('no message id')
  expect(button('Start reading')?.disabled).toBe(true)
  await click(byLabel('Topics').querySelectorAll('input')[1])
  await click(button('Start reading'))
  await settle()
  expect(start).toHaveBeenCalledWith({
    paths: [],
    kafka: { brokers: ['a:9092', 'b:9092'], topics: ['vpn'], group: 'sonic', start: 'earliest' },
    outputs: {},
  })
})

test('shows what is read, what is wrong, and stands still while it is held', async () => {
  const stop = vi.fn<Requests['live.stop']>()
  const core = createFakeCore({ 'live.stop': stop })
  const store = await render(<LivePage />, core)
  await act(async () => store.setState({ live: running }))
  const text = () => document.body.textContent
  for (const part of [
    'Reading: kafka:vpn',
    '1,200',
    'nobody listens there',
    '40 messages were deleted',
    'Password spray',
  ])
    expect(text()).toContain(part)
  await click(button('Hold the picture'))
  await act(async () => store.setState({ live: { ...running, counts: { ...running.counts, lines: 5000 } } }))
  expect(text()).toContain('1,200')
  await click(button('Go on showing'))
  expect(text()).toContain('5,000')
  await click(button('Stop reading'))
  await settle()
  expect(stop).toHaveBeenCalledWith({ id: 'a' })
  await act(async () => store.setState({ live: { ...running, state: 'failed', error: 'The disk is full.' } }))
  expect(text()).toContain('The disk is full.')
  expect(button('List topics')).toBeDefined()
})
