import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { featuresDocument } from './features-document.ts'

it('docs/features.md is what the catalogue says: npm run docs:features', async () => {
  const path = join(import.meta.dirname, '..', '..', 'docs', 'features.md')
  expect(readFileSync(path, 'utf8')).toBe(await featuresDocument(path))
})
