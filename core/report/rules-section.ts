import { readAll } from '../store/page.ts'
import type { Store } from '../store/store.ts'
import { readListedRules } from '../store/suppression.ts'
import { formatCount, formatTime } from './format.ts'
import { html, type Markup } from './markup.ts'

/** What the report leaves out, on whose word, and why; nothing where no rule hides anything. */
export function rulesSection(store: Store): Markup | '' {
  const all = readAll((request) => readListedRules(store, request, Date.now()))
  const rules = [...all].filter(({ hits }) => hits > 0)
  if (rules.length === 0) return ''
  return html`<section>
    <h2>What rules hide</h2>
    <p>These alerts were found and are left out above. They are marked in alerts.ndjson and in the workspace.</p>
    <table>
      <thead>
        <tr>
          <th>Alerts</th>
          <th>Why</th>
          <th>Who</th>
          <th>Made</th>
          <th>Expires</th>
          <th class="number">Hidden</th>
        </tr>
      </thead>
      <tbody>
        ${rules.map(
          (rule) =>
            html`<tr>
              <td>${rule.kind}: ${rule.scope}</td>
              <td>${rule.reason}</td>
              <td>${rule.who}</td>
              <td>${formatTime(rule.created)}</td>
              <td>${rule.expires === null ? 'never' : formatTime(rule.expires)}</td>
              <td class="number">${formatCount(rule.hits)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`
}
