import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { html } from './markup.ts'

describe('html', () => {
  it('escapes values but not templates', () => {
    const cell = html`<td title="${`"'`}">${'<script>&'}</td>`
    expect(html`<tr>${cell}</tr>`.text).toBe('<tr><td title="&quot;&#39;">&lt;script&gt;&amp;</td></tr>')
  })

  it('joins lists and leaves out what is undefined', () => {
    expect(html`<p>${['a', '<b>']}${undefined}${1}</p>`.text).toBe('<p>a&lt;b&gt;1</p>')
  })

  it('lets no text of a log become markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(html`${text}`.text).not.toMatch(/[<>"'\u0000-\u0008\u007f-\u009f\u200b-\u200f\u202a-\u202e]/)
      }),
    )
  })
})
