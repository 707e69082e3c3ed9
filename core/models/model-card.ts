import { actKinds } from '../event/act.ts'
import { modelFiles } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { detectorNames } from './score.ts'

/** The README of a generation, made from its manifest: what it is, what it was trained on and what was measured. */
export function modelCard(manifest: Manifest): string {
  const { measured, detectors } = manifest
  const percent = (share: number) => `${(100 * share).toFixed(2)} %`
  const nats = (value: number | null) => (value === null ? 'not measured' : `${value.toFixed(3)} nats`)
  const kindRows = actKinds.map((kind) => {
    const stratum = manifest.calibration.kinds[kind] ? 'own' : 'over all kinds'
    return `| ${kind} | ${measured.trainingRows[kind]} | ${measured.heldOutRows[kind]} | ${stratum} |`
  })
  const silent = detectorNames.filter((name) => !manifest.calibration.all.detectors[name])
  return `# Anomaly ensemble ${manifest.generation}

${manifest.description}

Created ${manifest.created}, seed ${manifest.seed}, ${manifest.features.length} features, ${manifest.vocabulary.length} sequence tokens.
Made by Sonic's own trainer; this page is generated with the model.

## What it does

Scores VPN and network acts by how far they lie from the acts it was trained on. It says "unusual", never "malicious":
signals and an analyst decide that. Scores are comparable within one generation only.

| detector | what it looks at | parameters |
|---|---|---|
| Isolation Forest | a row that few random cuts isolate | ${detectors.iforest.trees} trees, ${detectors.iforest.nodes} nodes |
| One-Class SVM | a row far from the bulk | Gaussian kernel, gamma ${detectors.ocsvm.gamma.toPrecision(4)}, ${detectors.ocsvm.supportVectors} support vectors |
| Local Outlier Factor | a row in a thinner place than its neighbours | k ${detectors.lof.neighbours}, ${detectors.lof.reference} reference rows |
| LSTM | an act its user's earlier acts did not lead one to expect | embedding ${detectors.lstm.embedding}, hidden ${detectors.lstm.hidden} |

Missing values count as the training median, values are clipped to robust limits and scaled inside \`ensemble.onnx\`.
The fused score is the mean of the detectors' clipped z-scores; its p-value is conformal, per kind of act, against
held-out rows: \`(1 + #{held-out >= score}) / (n + 1)\`.${silent.length > 0 ? `\nSilent for lack of data: ${silent.join(', ')}.` : ''}

## Training data

Rows seen by the detectors and rows held out for calibration:

| kind of act | trained | held out | calibration |
|---|---|---|---|
${kindRows.join('\n')}

## Measured

- False alarms among held-out rows, calibrated on one half and counted on the other: ${percent(measured.falseAlarms.at1Percent)} at p <= 1 %, ${percent(measured.falseAlarms.at5Percent)} at p <= 5 %
- Surprise of held-out sequences: ${nats(measured.surprise)} (guessing without context: ${nats(measured.contextFreeSurprise)})

## Limits

- p-values hold for acts like the held-out ones. Where the traffic drifts, or differs from the training data, retrain.
- Anomalies in the training data make the ensemble blind to their like; the 10 % most isolated rows are kept from the
  One-Class SVM and LOF for that reason.
- No p-value is below 1 / (n + 1); beyond that, rank by the fused score.

## Files

| file | bytes | SHA-256 |
|---|---|---|
${modelFiles.map((name) => `| ${name} | ${manifest.files[name].bytes} | ${manifest.files[name].sha256} |`).join('\n')}
`
}
