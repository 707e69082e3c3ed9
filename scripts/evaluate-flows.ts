/**
 * Measures the static detectors and their fusion on labelled network flows and writes the tables into
 * docs/model-card.md. 70 % of the normal flows teach, all others are ranked; seeds 1, 2, 3. `npm run evaluate:flows`.
 */
import { Ranking, type RankingFigures } from '../core/evaluate/ranking.ts'
import { createRng, sample } from '../core/models/rng.ts'
import { readCicids, readNslKdd, type FlowTable } from './lib/flow-tables.ts'
import { markdownTable, modelCardPath, writeSection } from './lib/markdown.ts'
import { runStaticEnsemble, staticNames, type StaticName } from './lib/static-ensemble.ts'
import { pick } from './lib/stratified-split.ts'

const seeds = [1, 2, 3]
const training = 0.7
const titles: Record<StaticName, string> = {
  iforest: 'Isolation Forest',
  ocsvm: 'One-Class SVM',
  lof: 'LOF',
  fused: 'fused',
}

const published = `Published, for orientation; protocols differ, so no figure is comparable digit by digit: on CICIDS2017 (arXiv 2506.19877) LOF finds most unseen
attacks at the price of false alarms and the One-Class SVM balances best, while supervised networks collapse on attacks
they have not seen; on NSL-KDD and CIC-IoT-2023 (Computers 14(11):477) an ensemble of autoencoders is better than one of
Isolation Forests; Deep Isolation Forest reaches AUC-ROC 91.8 to 93.2 on UNSW-NB15 attack classes (arXiv 2206.06602).`

const sections: string[] = []
for (const table of [readNslKdd(), readCicids()]) sections.push(await measure(table))
sections.push(published)
const section = sections.join('\n\n')
console.log(section)
await writeSection(modelCardPath, 'flows', section)

async function measure({ title, width, rows, attacks }: FlowTable): Promise<string> {
  const labelled = { width, rows, labels: Uint8Array.from(attacks, (attack) => (attack === '' ? 0 : 1)) }
  const normal = Int32Array.from(attacks, (_, row) => row).filter((row) => attacks[row] === '')
  const kinds = [...new Set(attacks)].filter((attack) => attack !== '').sort()
  const figures = new Map<string, RankingFigures[]>()
  const byKind = new Map<string, RankingFigures[]>()
  for (const seed of seeds) {
    const order = sample(createRng(seed), normal, normal.length)
    const taught = new Set(order.subarray(0, Math.round(training * order.length)))
    const tested = Int32Array.from(attacks, (_, row) => row).filter((row) => !taught.has(row))
    const test = pick(labelled, tested)
    const result = await runStaticEnsemble(pick(labelled, Int32Array.from(taught)), test, seed)
    for (const name of staticNames) {
      append(figures, name, result.figures[name])
      const ranking = new Ranking(result.scores[name], test.labels)
      for (const kind of kinds) {
        const one = ranking.figures((row) => (['', kind].includes(attacks[tested[row] ?? -1] ?? '') ? 1 : 0))
        append(byKind, `${name} ${kind}`, one)
      }
    }
  }
  const count = (kind: string) => attacks.filter((attack) => attack === kind).length
  const head = ['score', 'AUC-ROC', 'AUC-PR', 'TPR at 1 % FPR', 'TPR at 5 % FPR']
  const all = staticNames.map((name) => [titles[name], ...cells(figures.get(name) ?? [])])
  const each = kinds.map((kind) => [
    `${kind} (${count(kind)})`,
    ...staticNames.map((name) => mean(byKind.get(`${name} ${kind}`) ?? [], 'aucRoc')),
    mean(byKind.get(`fused ${kind}`) ?? [], 'tprAt5'),
  ])
  return [
    `#### ${title}`,
    `${normal.length.toLocaleString('en-US')} normal flows, 70 % of them for training; ${(attacks.length - normal.length).toLocaleString('en-US')} attacks; ${width} columns. Mean of seeds 1, 2, 3, in %.`,
    markdownTable(head, all),
    'AUC-ROC by kind of attack:',
    markdownTable(['attack', ...staticNames.map((name) => titles[name]), 'fused TPR at 5 % FPR'], each),
  ].join('\n\n')
}

function append(map: Map<string, RankingFigures[]>, key: string, figures: RankingFigures): void {
  map.set(key, [...(map.get(key) ?? []), figures])
}

function cells(runs: readonly RankingFigures[]): string[] {
  return (['aucRoc', 'aucPr', 'tprAt1', 'tprAt5'] as const).map((figure) => mean(runs, figure))
}

function mean(runs: readonly RankingFigures[], figure: keyof RankingFigures): string {
  return ((100 * runs.reduce((sum, run) => sum + run[figure], 0)) / runs.length).toFixed(1)
}
