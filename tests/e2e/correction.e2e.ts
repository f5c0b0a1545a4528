import { expect, expectReadable, signIn, test } from '../support/browser.ts'
import { chinese } from '../support/sentences.ts'

const press = (key: Parameters<typeof chinese>[0]) => ({ name: chinese(key), exact: true })

test('a correction of two compounds keeps what is chosen, and shows what it comes to before it is published', async ({
  page,
  app,
}) => {
  const round = '/bilin/scorecards/2026-summer'
  await signIn(page, app, '联盟协调员')
  await page.goto(`${round}/correct`)
  await page.getByRole('button', { name: '永宁家园' }).click()
  await expect(page.getByRole('heading', { name: /永宁家园/u }).first()).toBeVisible()
  const finding = page.getByLabel(/^E3 /u).first()
  await finding.selectOption({ label: chinese('scorecards.results.correction.strike') })
  await page.getByRole('button', { name: '龙馨园', exact: true }).click()
  await expect(page.getByRole('heading', { name: `${chinese('scorecards.findings.marks')} · 龙馨园` })).toBeVisible()
  await page.locator('summary', { hasText: 'C ' }).first().click()
  await page.locator('select[name^="marks."]').filter({ visible: true }).first().selectOption('1')
  await expectReadable(page)
  await page.getByRole('button', press('scorecards.results.correction.see_effect')).click()
  await expect(
    page.getByRole('heading', { name: chinese('scorecards.results.correction.changes', { count: '2' }) }),
  ).toBeVisible()
  await expect(page.locator('li', { hasText: /永宁家园.*1 星，\d+\.\d 分 → 3 星/u })).toBeVisible()
  await expectReadable(page)
  await page.getByRole('link', press('scorecards.results.correction.go_on')).click()
  await page.getByRole('button', { name: '永宁家园' }).click()
  await expect(finding, 'still chosen').toHaveValue('struck')
  await page.goto(`${round}/results`)
  await expect(page.getByText(chinese('scorecards.seals.corrected')), 'nothing is published').toHaveCount(0)
})
