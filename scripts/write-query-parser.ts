/** Writes the parser of the query language from its grammar: `npm run grammar`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { buildParserFile } from '@lezer/generator'

const folder = resolve(import.meta.dirname, '..', 'core', 'events', 'query')
const { parser, terms } = buildParserFile(readFileSync(`${folder}/query.grammar`, 'utf8'), {
  fileName: 'query.grammar',
  moduleStyle: 'es',
  typeScript: true,
  warn: (message) => {
    throw new Error(message)
  },
})
writeFileSync(`${folder}/query-parser.ts`, parser)
writeFileSync(`${folder}/query-terms.ts`, terms)
