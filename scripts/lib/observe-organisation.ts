import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AttackLines, labelsSchema } from '../../core/evaluate/labels.ts'
import { ActRanking } from '../../core/evaluate/act-ranking.ts'
import { ScoredActs, rankedNames } from '../../core/evaluate/scored-acts.ts'
import type { RankingFigures } from '../../core/evaluate/ranking.ts'
import type { Act } from '../../core/event/act.ts'
import { catalogue } from '../../core/features/catalogue.ts'
import { resources } from '../../core/host/resources.ts'
import type { ImportReport } from '../../core/ingest/import-report.ts'
import { fitIsolationForest, scoreIsolationForest } from '../../core/models/isolation-forest.ts'
import { createRng } from '../../core/models/rng.ts'
import { fitScaling, scaleRows } from '../../core/models/scaling.ts'
import { detectorNames } from '../../core/models/score.ts'
import { runImport } from '../../core/pipeline/import.ts'
import { simulate } from '../../core/simulate/simulate.ts'
import { Store } from '../../core/store/store.ts'
import type { Outcome, Raised } from './equal-recall.ts'
import { createFixedRules, offHoursName } from './fixed-rules.ts'

export interface Organisation {
  users: number
  days: number
  seed: number
  format: 'asa' | 'fortigate'
}

export const rankings = [...rankedNames, ...detectorNames.map((name) => `without ${name}` as const)] as const
export type RankingName = (typeof rankings)[number]

/** One organisation as the product, the fixed rules and a single forest see it. */
export interface Observed {
  organisation: Organisation
  acts: number
  outcomes: Record<'ours' | 'rules' | 'rulesByDay' | 'forest', Outcome>
  /** False alerts of each fixed rule. */
  byRule: Map<string, number>
  /** Every attack counting the same. */
  figures: Record<RankingName, RankingFigures>
  /** Share of normal acts whose p-value is at most so much. */
  falseAlarms: { level: number; share: number }[]
  /** Model alerts by the number of detectors that agree: all, and those that belong to an attack. */
  byAgreement: { all: number; right: number }[]
  modelAlerts: NonNullable<ImportReport['modelAlerts']>
}

/** scikit-learn's `contamination`: the share of the rows it was fitted on that a forest calls outliers. */
const contamination = 0.1
const levels = [0.01, 0.05, 0.1]

/** Simulates a month with attacks and imports it as a user would; labels are read when all is scored. */
export async function observe(organisation: Organisation): Promise<Observed> {
  const folder = mkdtempSync(join(tmpdir(), 'sonic-organisation-'))
  const store = new Store(':memory:')
  try {
    const simulated = await simulate({ ...organisation, attacks: 'all', out: folder })
    const scored = new ScoredActs()
    const acts: Act[] = []
    const rows: Float32Array[] = []
    const pValues: number[] = []
    const alerts: { score: number; places: Act['places']; agreed: number; byModel: boolean }[] = []
    const report = await runImport(
      { id: 'observe', paths: simulated.files.map(({ file }) => join(folder, file)) },
      {
        store,
        modelsDir: resources.models,
        keepsEvents: false,
        signal: new AbortController().signal,
        onProgress: () => {},
        onCommit: () => {},
        onScored: (batch, scores, raised) => {
          scored.add(batch, scores)
          acts.push(...batch.acts)
          rows.push(batch.rows)
          pValues.push(...scores.pValue)
          for (const { score, events, signals, detectors } of raised) {
            const agreed = detectorNames.filter((name) => detectors[name] > 0.99).length
            alerts.push({ score, places: events, agreed, byModel: signals.length === 0 })
          }
        },
      },
    )
    if (report.state !== 'done') throw new Error(report.error ?? 'the import did not end')
    const labels = labelsSchema.parse(JSON.parse(readFileSync(simulated.labels, 'utf8')))
    const lines = new AttackLines(labels)
    const attackOf = scored.attacks(lines)
    const attacks = labels.attacks.length
    const ours = alerts.map((alert) => ({ ...alert, attack: lines.attackOf(alert.places) }))
    const rules = ruleAlerts(acts, attackOf)
    const owners = {
      attacks: attackOf,
      attackCount: attacks,
      owners: scored.owners,
      ownerCount: scored.ownerCount,
    }
    const rank = (scores: ArrayLike<number>) => new ActRanking(scores, owners).figuresByAttack()
    const normal = pValues.filter((_, row) => attackOf[row] === -1)
    return {
      organisation,
      acts: acts.length,
      outcomes: {
        ours: { attacks, alerts: ours },
        rules: { attacks, alerts: rules.flatMap(({ alerts: raised }) => raised) },
        rulesByDay: {
          attacks,
          alerts: rules.flatMap(({ name, alerts: raised }) => (name === offHoursName ? [] : raised)),
        },
        forest: { attacks, alerts: forestAlerts(rows, attackOf) },
      },
      byRule: new Map(
        rules.map(({ name, alerts: raised }) => [name, raised.filter(({ attack }) => attack < 0).length]),
      ),
      figures: {
        iforest: rank(scored.scores.iforest),
        ocsvm: rank(scored.scores.ocsvm),
        lof: rank(scored.scores.lof),
        lstm: rank(scored.scores.lstm),
        fused: rank(scored.scores.fused),
        'without iforest': rank(scored.fusedWithout('iforest')),
        'without ocsvm': rank(scored.fusedWithout('ocsvm')),
        'without lof': rank(scored.fusedWithout('lof')),
        'without lstm': rank(scored.fusedWithout('lstm')),
      },
      falseAlarms: levels.map((level) => ({
        level,
        share: normal.filter((p) => p <= level).length / normal.length,
      })),
      byAgreement: Array.from({ length: detectorNames.length + 1 }, (_, agreed) => {
        const own = ours.filter((alert) => alert.byModel && alert.agreed === agreed)
        return { all: own.length, right: own.filter(({ attack }) => attack >= 0).length }
      }),
      modelAlerts: report.modelAlerts ?? { askedPerDay: 0, raised: 0, days: 0 },
    }
  } finally {
    store.close()
    rmSync(folder, { recursive: true })
  }
}

function ruleAlerts(acts: readonly Act[], attackOf: Int32Array): { name: string; alerts: Raised[] }[] {
  const rules = createFixedRules().map((rule) => ({ ...rule, alerts: new Array<Raised>() }))
  for (const [row, act] of acts.entries())
    for (const { see, alerts } of rules)
      if (see(act) !== undefined) alerts.push({ score: 1, attack: attackOf[row] ?? -1 })
  return rules
}

/** A plain Isolation Forest over all rows, as `IsolationForest(contamination=0.1).fit_predict` of scikit-learn. */
function forestAlerts(batches: readonly Float32Array[], attackOf: Int32Array): Raised[] {
  const width = catalogue.length
  const raw = new Float32Array(attackOf.length * width)
  let at = 0
  for (const rows of batches) {
    raw.set(rows, at)
    at += rows.length
  }
  const rows = scaleRows(raw, fitScaling(raw, width))
  const scores = scoreIsolationForest(fitIsolationForest(rows, width, createRng(1)), rows, width)
  const limit = scores.toSorted()[Math.floor((1 - contamination) * (scores.length - 1))] ?? 0
  return [...scores].flatMap((score, row) => (score > limit ? { score, attack: attackOf[row] ?? -1 } : []))
}
