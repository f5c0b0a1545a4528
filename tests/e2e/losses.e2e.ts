import { expect, signIn, test } from '../support/browser.ts'
import { chinese } from '../support/sentences.ts'

const submit = { name: chinese('projects.propose_submit'), exact: true }

test('when the line drops while saving, she is told so, nothing typed is lost, and sending again works', async ({
  page,
  app,
}, { project }) => {
  await signIn(page, app, '国胜社区书记')
  await page.goto('/bilin/projects/new')
  await page.waitForLoadState('networkidle')
  await page.locator('[name=title]').fill(`断线重提${project.name}`)
  await page.locator('[name=aim]').fill('网络断了也不丢')
  await page.locator('[name=fromDay]').fill('2026-11-20')
  await page.locator('[name=untilDay]').fill('2027-01-31')
  await page.locator('[name="aims.0.words"]').fill('一项')
  await page.context().setOffline(true)
  await page.getByRole('button', submit).click()
  await expect(page.getByText(chinese('app.connection_lost'))).toBeVisible()
  await expect(page.locator('[name=aim]')).toHaveValue('网络断了也不丢')
  await page.context().setOffline(false)
  await page.getByRole('button', submit).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`断线重提${project.name}`)
})

test('a text of two megabytes is refused with a sentence and is still there', async ({ page, app }) => {
  await signIn(page, app, '国胜社区书记')
  await page.goto('/bilin/projects/new')
  await page.waitForLoadState('networkidle')
  await page.locator('[name=title]').fill('太长了')
  await page.locator('[name=fromDay]').fill('2026-11-20')
  await page.locator('[name=untilDay]').fill('2027-01-31')
  await page.locator('[name=aim]').evaluate((area: HTMLTextAreaElement) => {
    area.removeAttribute('maxlength')
    area.value = '长'.repeat(700_000)
    area.dispatchEvent(new Event('input', { bubbles: true }))
  })
  await page.getByRole('button', submit).click()
  await expect(page.getByRole('alert').filter({ hasText: chinese('app.too_much', { megabytes: 1 }) })).toBeVisible()
  expect(await page.locator('[name=aim]').inputValue()).toHaveLength(700_000)
})

test('a day that a coordinator chose before the page’s script has come stays', async ({ page, app }) => {
  await signIn(page, app, '联盟协调员')
  const arrival = Promise.withResolvers<void>()
  await page.route('**/*.js', async (route) => {
    await arrival.promise
    await route.continue()
  })
  await page.goto('/bilin/scorecards/2026-autumn/visits', { waitUntil: 'commit' })
  const day = page.locator('input[type=date][name^="days."]').nth(1)
  const chosen = (await day.inputValue()) === '2026-12-04' ? '2026-12-05' : '2026-12-04'
  await day.fill(chosen)
  arrival.resolve()
  await page.waitForLoadState('networkidle')
  await expect(day).toHaveValue(chosen)
})
