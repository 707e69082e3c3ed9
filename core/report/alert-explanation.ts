import type { Alert, AlertTerms, Counterfactual, NormalAct } from '../detect/alert.ts'
import { formatTime } from './format.ts'
import { html, type Markup } from './markup.ts'

/** How the score of an alert came about, what would lower it, and normal acts beside it; as far as they are known. */
export function alertExplanation({ terms, lower = [], nearest = [] }: Alert): Markup {
  return html`${terms ? termsParagraph(terms) : ''} ${lower.length > 0 ? lowerList(lower) : ''}
  ${nearest.length > 0 ? nearestList(nearest) : ''}`
}

function termsParagraph({ lines, circumstances, held }: AlertTerms): Markup {
  const parts = [
    ...lines.map(
      ({ name, impact, confidence, maturity, record, weight, points }) =>
        `${name}: impact ${impact} × confidence ${confidence} × baseline ${maturity} × record ${record}` +
        `${weight < 1 ? ` × repeated ${weight}` : ''} = ${points.toFixed(1)}`,
    ),
    ...circumstances.map(({ name, odds, points }) => `${name}: odds × ${odds} = ${points.toFixed(1)}`),
    ...(held < 0 ? [`standing alone: ${held.toFixed(1)}`] : []),
  ]
  return html`<p class="small">Points: ${parts.join('; ')}.</p>`
}

function lowerList(lower: Counterfactual[]): Markup {
  return html`<p class="small">What would lower it:</p>
    <ul class="small">
      ${lower.map(
        ({ text, score, severity }) =>
          html`<li>${severity === undefined ? 'no alert' : `${severity} (${score.toFixed(0)})`} ${text}</li>`,
      )}
    </ul>`
}

function nearestList(nearest: NormalAct[]): Markup {
  return html`<p class="small">The most similar acts that the models call normal:</p>
    <ul class="small">
      ${nearest.map(
        ({ time, text, differs }) =>
          html`<li>
            <span class="time">${formatTime(time)}</span> ${text}${differs.length > 0 ? `. Here ${differs.join('; ')}` : ''}
          </li>`,
      )}
    </ul>`
}
