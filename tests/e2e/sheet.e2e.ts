/** A visit filled in with Excel: what the sheet changes is seen before it is taken. */
import { expect, expectReadable, test } from '../support/browser.ts'
import { chinese } from '../support/sentences.ts'
import { indicator, openForm, reviewerOf, saved } from './visitForm.ts'

test('a score sheet that leaves out what is filled in changes nothing, unless its reviewer says so', async ({
  page,
  app,
}) => {
  const visit = await reviewerOf(page, app, 2)
  const blank = await page.request.get(`${visit}/sheet`)
  const sheet = { name: '评分表.xlsx', mimeType: blank.headers()['content-type']!, buffer: await blank.body() }
  await openForm(page, `${visit}?d=A`)
  const a1 = indicator(page, 'A1')
  await a1.locator('label').filter({ hasText: '4' }).first().click()
  await saved(page)

  const upload = async () => {
    await page.goto(`${visit}?d=review`)
    await page.locator('input[type=file]').setInputFiles(sheet)
    await page.getByRole('button', { name: chinese('scorecards.visits.form.excel_up') }).click()
    await expect(page.getByText(chinese('scorecards.visits.form.excel_same'))).toBeVisible()
  }
  await upload()
  await expectReadable(page)
  await page.getByRole('button', { name: chinese('scorecards.visits.form.excel_take') }).click()
  await expect(page.getByText(chinese('scorecards.visits.form.excel_same'))).toHaveCount(0)
  await page.goto(`${visit}?d=A`)
  await expect(a1.locator('input[value="4"]')).toBeChecked()

  await upload()
  await page.locator('input[name=replace]').check()
  await page.getByRole('button', { name: chinese('scorecards.visits.form.excel_take') }).click()
  await expect(page.getByText(chinese('scorecards.visits.form.excel_same'))).toHaveCount(0)
  await page.locator('nav a[href="?d=A"]').first().click()
  await expect(a1).toBeVisible()
  await expect(a1.locator('input[value="4"]')).not.toBeChecked()
})
