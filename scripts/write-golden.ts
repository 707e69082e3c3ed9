/** Freezes what an analysis finds today: `npm run golden`. To be run only where a result is to change, and read as a diff. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { analyseGolden, goldenFolder, goldenInputs } from './lib/golden.ts'

mkdirSync(goldenFolder, { recursive: true })
for (const [name, input] of Object.entries(goldenInputs)) {
  const golden = await analyseGolden(input)
  writeFileSync(join(goldenFolder, `${name}.json`), `${JSON.stringify(golden, undefined, 1)}\n`)
  console.log(`${name}: ${golden.incidents.length} incidents, ${golden.alerts.length} alerts`)
}
