import { expect, it } from 'vitest'
import { deed, hour, monday } from './correlate.fixture.ts'
import { Neighbours } from './neighbours.ts'

it('neighbours are who shares something in time, also through others and whatever came first', () => {
  const alerts = [
    { ...deed(monday + 20 * hour, 'alice', 'new-country', 'T1078'), id: 'second' },
    { ...deed(monday, 'alice', 'new-device', 'T1078'), id: 'first' },
    { ...deed(monday + 21 * hour, 'bob', 'exfiltration', 'T1048'), id: 'other' },
    { ...deed(monday + 40 * hour, 'alice', 'exfiltration', 'T1048'), id: 'third' },
    { ...deed(monday + 90 * hour, 'alice', 'unusual-hour', 'T1078'), id: 'too late' },
    { ...deed(monday + 150 * hour, 'alice', 'new-device', 'T1078'), id: 'said again' },
  ]
  const neighbours = new Neighbours()
  for (const alert of alerts) neighbours.add(alert)
  expect([...neighbours.of(['third'])].sort()).toEqual(['first', 'said again', 'second', 'third'])
  expect([...neighbours.of(['other'])]).toEqual(['other'])
  expect([...neighbours.of([])]).toEqual([])
})
