/** What a reviewer was told is stored is not lost: not when the session ends, and not when the device stores nothing. */
import type { Page } from '@playwright/test'
import { expect, expectReadable, signIn, test } from '../support/browser.ts'
import { png } from '../support/pictures.ts'
import { chinese } from '../support/sentences.ts'
import { autumn, indicator, nothingFound, openForm, reviewerOf, saved, visitsIn } from './visitForm.ts'

const press = (key: Parameters<typeof chinese>[0]) => ({ name: chinese(key), exact: true })

test('a visit submitted without network whose session has ended meanwhile is sent as soon as its reviewer has signed in again', async ({
  page,
  app,
}) => {
  const context = page.context()
  await signIn(page, app, '联盟协调员')
  const all = Map.groupBy(await visitsIn(page, autumn), ({ reviewer }) => reviewer)
  // Not their last one: the other tests need a visit of each reviewer.
  const [name, [planned]] = [...all].find(([, theirs]) => theirs.length > 1)!
  const visit = planned!.visit
  await signIn(page, app, name)
  for (const dimension of 'ABCDEF') {
    await openForm(page, `${visit}?d=${dimension}`)
    await nothingFound(page).click()
    await saved(page)
  }
  await page.goto(`${visit}?d=review`)
  await expect(page.getByRole('button', press('scorecards.visits.form.submit'))).toBeVisible()
  await context.setOffline(true)
  await page.getByRole('button', press('scorecards.visits.form.submit')).click()
  await expect(page.getByText(chinese('scorecards.visits.draft.queued'))).toBeVisible()

  await context.clearCookies({ name: /bilin_session$/ })
  await context.setOffline(false)
  await expect(page.getByText(chinese('scorecards.visits.draft.signed_out'))).toBeVisible({ timeout: 30_000 })
  await expectReadable(page)
  await page.getByRole('link', press('app.sign_in_again')).click()
  await page.getByLabel(chinese('sessions.name')).fill(name)
  await page.getByLabel(chinese('sessions.password')).fill(app.password)
  await page.getByRole('button', press('sessions.sign_in')).click()
  await expect(page.getByText(chinese('scorecards.visits.form.sent_next'))).toBeVisible({ timeout: 30_000 })
  await page.goto(autumn)
  const own = page.locator('article').filter({ has: page.locator(`a[href="${visit}"]`) })
  await expect(own).toContainText(chinese('scorecards.visits.state.submitted'))
})

/** As a full disk does. */
const refuseToStore = (page: Page) =>
  page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
  })

test('a device that stores nothing says so at once; words and photo are sent from the page while there is a network', async ({
  page,
  app,
}) => {
  const context = page.context()
  const visit = await reviewerOf(page, app, 2)
  await openForm(page, `${visit}?d=C`)
  await refuseToStore(page)
  const c2 = indicator(page, 'C2')
  await c2.getByRole('button', { name: chinese('scorecards.visits.form.add_finding') }).click()
  await c2.locator('textarea').fill('垃圾外溢')
  await c2
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: 'IMG_0002.png',
      mimeType: 'image/png',
      buffer: png(600, 400),
    })
  await expect(c2.locator('figure img')).toBeVisible()
  await saved(page)
  await expect(page.getByText(chinese('scorecards.visits.draft.only_in_page'))).toHaveCount(0)

  await context.setOffline(true)
  await c2.locator('textarea').fill('垃圾外溢，无人清运')
  await expect(page.getByText(chinese('scorecards.visits.draft.only_in_page'))).toBeVisible()
  await expect(page.getByText(chinese('scorecards.visits.draft.offline'))).toHaveCount(0)
  await context.setOffline(false)
  await saved(page)
  await expect(page.getByText(chinese('scorecards.visits.draft.only_in_page'))).toHaveCount(0)

  await page.reload()
  await expect(c2.locator('textarea')).toHaveValue('垃圾外溢，无人清运')
  await expect(c2.locator('figure img')).toBeVisible()
})
