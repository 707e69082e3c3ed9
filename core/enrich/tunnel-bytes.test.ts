import { expect, test } from 'vitest'
import { totalBytes } from './tunnel-bytes.ts'

test('adds up tunnels that count for themselves', () => {
  const tunnels = [
    { type: 'AnyConnect-Parent', up: 500, down: 700 },
    { type: 'SSL-Tunnel', up: 2_000, down: 3_000 },
    { type: 'DTLS-Tunnel', up: 90_000, down: 800_000 },
  ]
  expect(totalBytes(tunnels)).toEqual({ up: 92_500, down: 803_700 })
})

test('counts a total once that every tunnel repeats', () => {
  const tunnel = { type: 'SSL', up: 92_000, down: 803_000 }
  expect(totalBytes([tunnel, { ...tunnel, type: 'DTLS' }])).toEqual({ up: 92_000, down: 803_000 })
})

test("takes a parent's counter that covers the others for the total", () => {
  const tunnels = [
    { type: 'AnyConnect-Parent', up: 100, down: 300 },
    { type: 'SSL-Tunnel', up: 40, down: 100 },
    { type: 'DTLS-Tunnel', up: 60, down: 200 },
  ]
  expect(totalBytes(tunnels)).toEqual({ up: 100, down: 300 })
})

test('knows nothing where nothing is counted', () => {
  expect(totalBytes([{ type: '', up: NaN, down: NaN }])).toEqual({ up: NaN, down: NaN })
})
