/**
 * Counts false alerts on simulated organisations that neither trained nor tuned anything, beside fixed rules and a single
 * Isolation Forest at equal recall, and measures each detector, the fusion and the fusion without each on the same acts.
 * Writes both into docs/model-card.md. `npm run evaluate:alerts`, some minutes.
 */
import { ablationSection, comparisonSection } from './lib/alerts-section.ts'
import { modelCardPath, writeSection } from './lib/markdown.ts'
import { observe } from './lib/observe-organisation.ts'
import type { Observed, Organisation } from './lib/observe-organisation.ts'

/** Two vendors, sizes from 30 to 150; the seeds occur nowhere else. */
const organisations: Organisation[] = [30, 60, 100, 150].flatMap((users, i) =>
  (['asa', 'fortigate'] as const).map((format, j) => ({ users, days: 30, seed: 71_001 + 2 * i + j, format })),
)

const observed: Observed[] = []
for (const organisation of organisations) {
  const started = Date.now()
  const one = await observe(organisation)
  observed.push(one)
  const { users, format, seed } = organisation
  const seconds = ((Date.now() - started) / 1000).toFixed(0)
  console.log(
    `${observed.length} of ${organisations.length}: ${users} people, ${format}, seed ${seed}, ${one.acts} acts, ${seconds} s`,
  )
}
const comparison = comparisonSection(observed)
const ablation = ablationSection(observed)
console.log(`${comparison}\n\n${ablation}`)
await writeSection(modelCardPath, 'alerts', comparison)
await writeSection(modelCardPath, 'ablation', ablation)
