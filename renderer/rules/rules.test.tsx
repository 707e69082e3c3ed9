// @vitest-environment happy-dom
import { act } from 'react'
import { expect, test, vi } from 'vitest'
import type { IncidentShift, ListedRule, Requests, RulePreview } from '../../core/contract/index.ts'
import { AlertList } from '../incident/alert-list.tsx'
import { AlertPanel } from '../incident/alert-panel.tsx'
import { createFakeCore } from '../test/fake-core.ts'
import { createAlert, pageOf } from '../test/factories.ts'
import { byLabel, click, render, settle } from '../test/render.tsx'
import { Notices } from '../ui/notices.tsx'
import { offersOf, splitAddresses } from './offers.ts'
import { RulesPage } from './rules-page.tsx'
import { SuppressDialog } from './suppress-dialog.tsx'
import { day } from '../../core/event/time-units.ts'

const made = Date.UTC(2026, 2, 4)

function createRule(partial: Partial<ListedRule> = {}): ListedRule {
  return {
    id: 'rule-1',
    kind: 'suppress',
    conditions: { users: ['ann'] },
    reason: 'On holiday',
    who: 'ada',
    created: made,
    expires: made + 30 * day,
    scope: 'people ann',
    hits: 2,
    isExpired: false,
    ...partial,
  }
}

const shift: IncidentShift = {
  id: 'incident-1',
  title: 'Account takeover of ann',
  before: { severity: 'high', score: 71, alerts: 1 },
  after: null,
}

function createPreview(partial: Partial<RulePreview> = {}): RulePreview {
  return {
    rule: createRule(),
    alerts: 1,
    vanished: 1,
    changed: 0,
    appeared: 0,
    incidents: [shift],
    ...partial,
  }
}

/** Types into a field as React sees it. */
async function type(label: string, text: string): Promise<void> {
  const field = [...document.querySelectorAll('input')].find(
    (input) => input.labels?.[0]?.textContent === label || input.getAttribute('aria-label') === label,
  )
  if (field === undefined) throw new Error(`no field ${label}`)
  const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')
  await act(async () => {
    value?.set?.call(field, text)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })
}

function button(text: string): HTMLButtonElement | undefined {
  return [...document.querySelectorAll('button')].find((one) => one.textContent === text)
}

function ticked(): string[] {
  return [...document.querySelectorAll<HTMLInputElement>('input[type=checkbox]')]
    .filter(({ checked }) => checked)
    .map((box) => box.closest('label')?.textContent ?? '')
}

const preset = (alert = createAlert()) =>
  offersOf(alert)
    .filter(({ isPreset }) => isPreset)
    .map(({ name }) => name)

test('a rule begins as narrow as the alert: what, who, and where from or where to', () => {
  expect(preset()).toEqual(['signals', 'users', 'sources'])
  const many = Array.from({ length: 40 }, (_, n) => `user${n}`)
  const { entities } = createAlert()
  expect(preset(createAlert({ entities: { ...entities, users: many } }))).toEqual(['signals', 'sources'])
  const upload = createAlert({ entities: { ...entities, destinations: ['192.0.2.9'] }, ports: [443] })
  expect(preset(upload)).toEqual(['signals', 'users', 'destinations', 'ports'])
})

test('only what an alert knows is offered', () => {
  const names = offersOf(createAlert({ networks: [64500, 0], unplaced: true, signals: [] })).map(
    ({ name }) => name,
  )
  expect(names).not.toContain('networks')
  expect(names).not.toContain('countries')
  expect(names).not.toContain('gateways')
  expect(offersOf(createAlert({ signals: [] }))[0]?.conditions).toEqual({ signals: ['model'] })
  expect(splitAddresses(' 10.0.0.0/8, 192.0.2.1;2001:db8::1 ')).toEqual([
    '10.0.0.0/8',
    '192.0.2.1',
    '2001:db8::1',
  ])
})

test('the dialog shows what would change, saves the rule, and undoes it', async () => {
  const preview = vi.fn<Requests['rules.preview']>(() => createPreview())
  const add = vi.fn<Requests['rules.add']>(() => createRule())
  const remove = vi.fn<Requests['rules.remove']>(() => createRule())
  const core = createFakeCore({
    'rules.list': () => ({ ...pageOf([]), total: 0, who: 'grace' }),
    'rules.preview': preview,
    'rules.add': add,
    'rules.remove': remove,
  })
  const alert = createAlert({ gateway: 'gw1' })
  await render(
    <>
      <AlertPanel alert={alert} />
      <SuppressDialog />
      <Notices />
    </>,
    core,
  )
  await settle()
  await click(button('Suppress…'))
  await settle(400)
  expect(ticked()).toEqual(['Signal', 'Person', 'Source'])
  expect(preview).toHaveBeenLastCalledWith({
    kind: 'suppress',
    conditions: { signals: ['country-novelty'], users: ['ann'], sources: ['203.0.113.7'] },
  })
  expect(byLabel('What would change').textContent).toContain('1 alert would be hidden; 1 incident goes.')
  expect(byLabel('Incidents that would change').textContent).toContain(
    'High71Gone1 → 0Account takeover of ann',
  )
  expect(button('Save rule')?.disabled).toBe(true)

  await type('Source: addresses or CIDR blocks', '203.0.113.0/24')
  await type('Why', 'On holiday')
  await settle(400)
  await click(button('Save rule'))
  await settle()
  expect(add.mock.lastCall?.[0]).toMatchObject({
    kind: 'suppress',
    conditions: { signals: ['country-novelty'], users: ['ann'], sources: ['203.0.113.0/24'] },
    reason: 'On holiday',
    who: 'grace',
  })
  expect(document.querySelector('[role=dialog] form')).toBeNull()
  await click(button('Undo'))
  await settle()
  expect(remove).toHaveBeenCalledWith({ id: 'rule-1' })
})

test('the dialog tells what is wrong with an address and does not save it', async () => {
  const core = createFakeCore({
    'rules.preview': () => {
      throw new Error('sources.0: "203" is neither an address nor a CIDR block')
    },
  })
  const store = await render(<SuppressDialog />, core)
  await act(async () => store.getState().startRule(createAlert()))
  await type('Why', 'x')
  await settle(400)
  expect(document.querySelector('[role=alert]')?.textContent).toContain('neither an address')
  expect(button('Save rule')?.disabled).toBe(true)
})

test('the page tells of each rule who made it, why, until when and what it hides', async () => {
  const remove = vi.fn<Requests['rules.remove']>(() => createRule())
  const expired = createRule({
    id: 'rule-2',
    scope: 'networks AS64500',
    isExpired: true,
    hits: 0,
    kind: 'allow',
  })
  const core = createFakeCore({
    'rules.list': () => ({
      ...pageOf([createRule(), expired]),
      total: 2,
      who: 'ada',
    }),
    'rules.log': () => pageOf([{ time: made, who: 'ada', change: 'add', rule: createRule() }]),
    'rules.hidden': () => pageOf([createAlert({ title: '<img src=x>' })]),
    'rules.remove': remove,
  })
  await render(<RulesPage />, core)
  await settle()
  const rows = [...document.querySelectorAll('tbody tr')].map((row) => row.textContent)
  expect(rows[0]).toMatch(/Suppresspeople annOn holidayada2026-03-04 .*2026-04-03 .*2$/)
  expect(rows[1]).toContain('Allownetworks AS64500')
  expect(rows[1]).toContain('Expired 2026-04-03')
  expect(byLabel('Changes of rules').textContent).toContain(
    'ada made the suppress rule on people ann (On holiday)',
  )
  await click(document.querySelector('[title="Show the alerts"]'))
  await settle()
  expect(byLabel('Hidden alerts').textContent).toContain('<img src=x>')
  await click(byLabel('Remove the rule on people ann'))
  await settle()
  expect(remove).toHaveBeenCalledWith({ id: 'rule-1' })
})

test('hidden alerts are listed on demand, greyed, and cannot be suppressed again', async () => {
  const alerts = [createAlert({ id: 'a' }), createAlert({ id: 'b', title: 'Known', suppressed: 'rule-1' })]
  const store = await render(<AlertList alerts={alerts} hidden={1} selected="a" />)
  expect(document.body.textContent).toContain('Show 1 suppressed1 alert')
  expect(document.querySelector('#alert-b')?.textContent).toContain('Suppressed')
  expect(document.querySelector('#alert-b button')).toBeNull()
  await click(document.querySelector('input[type=checkbox]'))
  expect(store.getState().hiddenShown).toBe(true)
  await click(document.querySelector('#alert-a button'))
  expect(store.getState().suppressing?.id).toBe('a')
})
