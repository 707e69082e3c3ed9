import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runtimeObstacle, runtimePlatforms } from './runtime-platform.ts'

test('the platforms are those that the package has binaries for', () => {
  const folder = join(import.meta.dirname, '..', '..', 'node_modules', 'onnxruntime-node', 'bin', 'napi-v6')
  const found = Object.fromEntries(readdirSync(folder).map((name) => [name, readdirSync(join(folder, name)).sort()]))
  expect(found).toEqual(runtimePlatforms)
})

test('a machine without one is told so, with what to do', () => {
  expect(runtimeObstacle('linux', 'x64')).toBeUndefined()
  expect(runtimeObstacle('darwin', 'x64')).toMatch(/no build for Macs with an Intel processor.*Apple silicon/)
  expect(runtimeObstacle('freebsd', 'x64')).toMatch(/no build for freebsd on x64/)
})
