import { expect, expectReadable, signIn, test } from '../support/browser.ts'
import { chinese } from '../support/sentences.ts'

const press = (key: string, holes = {}) => ({ name: chinese(key, holes), exact: true })

test('联盟协调员修订评分细则，合计不对时知道差多少，分摊以后保存，再把导出的 Excel 导回来', async ({ page, app }, {
  project,
}) => {
  const title = `细则${project.name}`
  await signIn(page, app, '联盟协调员')
  await page.goto('/bilin/scorecards/rubrics')
  await expectReadable(page)
  await page.locator('main form [name=title]').fill(title)
  await page.getByRole('button', press('scorecards.rubrics.from_template')).click()
  await expect(page).toHaveURL(/rubrics\/[0-9a-f-]{36}$/u)
  await expectReadable(page)
  await page.getByRole('link', press('scorecards.rubrics.revise')).click()

  await test.step('a total that is wrong is reported, spread, and saved', async () => {
    const weight = page.locator('input[name="dimensions.0.indicators.0.weight"]')
    const down = page.getByRole('button', { name: chinese('scorecards.rubrics.move_down', { name: '' }) })
    await expect(down.first()).toBeVisible()
    await weight.fill('1')
    await expect(page.getByText(chinese('scorecards.rubrics.short_of', { total: 98, by: 2 }))).toBeVisible()
    await expectReadable(page)
    await page.getByRole('button', press('scorecards.rubrics.spread_short', { by: 2 })).click()
    await expect(page.getByText(chinese('scorecards.rubrics.total_right'))).toBeVisible()
    await page.getByRole('button', press('scorecards.rubrics.save_version', { version: 2 })).click()
    await expect(page).toHaveURL(/rubrics\/[0-9a-f-]{36}$/u)
  })

  await test.step('its sheet, exported, comes back the same, and is shown before it is saved', async () => {
    const here = page.url()
    const sheet = await (await page.request.get(`${here}/sheet`)).body()
    await page.goto(`${here}/import`)
    await page.locator('input[type=file]').setInputFiles({
      name: 'rubric.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: sheet,
    })
    await page.getByRole('button', press('scorecards.rubrics.excel_read')).click()
    await expect(page.getByText(chinese('scorecards.rubrics.same'))).toBeVisible()
    await expectReadable(page)
    await page.getByRole('button', press('scorecards.rubrics.save_version', { version: 3 })).click()
    await expect(page).toHaveURL(/rubrics\/[0-9a-f-]{36}$/u)
    const third = page.getByText(chinese('scorecards.rubrics.version_n', { version: 3 }))
    await expect(third.filter({ visible: true }).first()).toBeVisible()
  })

  await test.step('two versions are compared', async () => {
    await page.getByRole('link', press('scorecards.rubrics.compare')).click()
    await page.locator('select[name=with]').selectOption({ index: 1 })
    await page.getByRole('button', press('scorecards.rubrics.compare_do')).click()
    await expect(page.getByText(chinese('scorecards.rubrics.field.weight')).first()).toBeVisible()
    await expectReadable(page)
  })
})
