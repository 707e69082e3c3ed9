/** `npm run docs:features`: writes `docs/features.md`. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { catalogue } from '../core/features/catalogue.ts'
import { featuresDocument } from './lib/features-document.ts'

const path = join(import.meta.dirname, '..', 'docs', 'features.md')
writeFileSync(path, await featuresDocument(path))
console.log(`${catalogue.length} features: ${path}`)
