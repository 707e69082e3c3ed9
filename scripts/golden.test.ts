import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { analyseGolden, goldenFolder, goldenInputs } from './lib/golden.ts'

test.each(Object.entries(goldenInputs))(
  '%s gives the frozen result (npm run golden)',
  async (name, input) => {
    const frozen: unknown = JSON.parse(readFileSync(join(goldenFolder, `${name}.json`), 'utf8'))
    expect(await analyseGolden(input)).toEqual(frozen)
  },
)
