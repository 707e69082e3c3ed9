import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { test } from './fixtures.ts'

test('a table that no format knows is described, imported, and its mapping offered again', async ({
  workstation: { page, complaints },
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'sonic-mapping-'))
  const rows = Array.from(
    { length: 200 },
    (_, i) => `${String(1 + (i % 28)).padStart(2, '0')}.03.2026 08:00:00|ada|192.0.2.${i % 40}|success`,
  )
  writeFileSync(join(folder, 'own.txt'), ['Wann|Wer|Woher|Ergebnis', ...rows, ''].join('\n'))
  await page.getByLabel('Path on this machine').fill(join(folder, 'own.txt'))
  await page.getByRole('button', { name: 'Open path' }).click()
  await page.getByRole('button', { name: 'Describe its columns' }).click()
  const dialog = page.getByRole('dialog', { name: 'The columns of own.txt' })
  await dialog.getByRole('combobox', { name: 'Field of Wer' }).click()
  await page.getByRole('option', { name: 'user.name', exact: true }).click()
  await dialog.getByRole('combobox', { name: 'Field of Ergebnis' }).click()
  await page.getByRole('option', { name: 'event.outcome', exact: true }).click()
  await dialog.getByRole('combobox', { name: 'Each record tells of' }).click()
  await page.getByRole('option', { name: 'A sign-in attempt' }).click()
  await expect(dialog.getByText('"name": "ada"').first()).toBeVisible()
  await dialog.getByLabel('Name of this mapping').fill('Own export')
  await dialog.getByRole('button', { name: 'Save and import' }).click()
  await expect(page.getByText('Import finished')).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Open more files' }).click()
  await page.getByRole('combobox', { name: 'Format' }).click()
  await expect(page.getByRole('option', { name: 'Mapping: Own export' })).toBeVisible()
  expect(complaints).toEqual([])
  rmSync(folder, { recursive: true })
})
