import type { BrowserContext, Page } from '@playwright/test'
import { expect, expectReadable, signIn, test } from '../support/browser.ts'
import { chinese } from '../support/sentences.ts'
import { autumn, indicator, nothingFound, openForm, saved, Thumb, reviewerOf, visitsToMake } from './visitForm.ts'

const found = '消防车道停了三轮车'

/** The list has been opened, and the worker has said that a page is there. */
async function prepared(page: Page, visit: string) {
  await page.goto(autumn)
  await expect
    .poll(() => page.evaluate(async (path) => Boolean(await caches.match(path, { ignoreVary: true })), visit), {
      timeout: 30_000,
    })
    .toBe(true)
  await expect
    .poll(() => page.evaluate(async () => (await (await caches.open('bilin-shell')).keys()).length), {
      timeout: 30_000,
    })
    .toBeGreaterThan(100)
}

async function marksOf(page: Page, visit: string) {
  await page.goto(visit)
  await expect(page.getByText(found)).toHaveCount(1)
  await expect(page.locator('main img')).toHaveCount(1)
}

test('a reviewer whose phone has no network opens a prepared visit, fills it in, closes it, comes back, submits; once there is a network the coordinator has it once', async ({
  page,
  app,
}) => {
  const context = page.context()
  const visit = await reviewerOf(page, app, 0)
  await prepared(page, visit)

  await context.setOffline(true)
  await page.goto(`${visit}?d=E`)
  await expect(page, 'the dimension asked for, though only the first was kept').toHaveURL(/\?d=E$/)
  const e3 = indicator(page, 'E3')
  await e3.locator('label').filter({ hasText: '2' }).first().click()
  await e3.getByRole('button', { name: chinese('scorecards.visits.form.add_finding') }).click()
  await e3.locator('textarea').fill(found)
  await new Thumb().photograph(e3)
  await expect(e3.locator('figure img')).toBeVisible()
  await nothingFound(page).click()
  await expect(page.getByText(chinese('scorecards.visits.draft.offline'))).toBeVisible()

  await page.close()
  const later = await context.newPage()
  await later.goto(`${visit}?d=E`)
  await expect(indicator(later, 'E3').locator('textarea')).toHaveValue(found)
  await expect(indicator(later, 'E3').locator('figure img')).toBeVisible()
  await expect(later.getByText(chinese('scorecards.visits.form.all_marked'))).toBeVisible()
  await later.locator('.review a').click()
  await later.getByRole('button', { name: chinese('scorecards.visits.form.submit'), exact: true }).click()
  await expect(later.getByText(chinese('scorecards.visits.draft.queued'))).toBeVisible()
  await expectReadable(later)
  await later.goto(autumn)
  await expect(later.getByText(chinese('scorecards.visits.draft.waiting'))).toBeVisible()
  await later.close()

  await context.setOffline(false)
  const back = await context.newPage()
  const own = back.locator('article').filter({ has: back.locator(`a[href="${visit}"]`) })
  await expect(async () => {
    await back.goto(autumn)
    await expect(own).toContainText(chinese('scorecards.visits.state.submitted'), { timeout: 8000 })
  }).toPass({ timeout: 60_000 })
  await expect(back.getByText(chinese('scorecards.visits.draft.waiting'))).toHaveCount(0)
  await signIn(back, app, '联盟协调员')
  await marksOf(back, visit)
})

test('pages kept for offline are of whoever is signed in, and of nobody once they have signed out', async ({
  page,
  app,
}) => {
  const context = page.context()
  const visit = await reviewerOf(page, app, 1)
  await prepared(page, visit)
  const pages = () => page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('bilin-pages-')))
  const title = await openedOffline(context, visit)
  expect(title, 'the control: it does open while she is signed in').toContain('互访')
  const cached = await page.evaluate(async (path) => (await caches.match(path, { ignoreVary: true }))!.text(), visit)

  await signOut(page)
  await expect.poll(pages).toEqual([])
  expect(await openedOffline(context, visit)).not.toContain('互访：')

  await signIn(page, app, '联盟协调员')
  await page.goto('/bilin')
  expect(await openedOffline(context, visit)).not.toContain('互访：')

  // The control without the guard: if her page were still cached, whoever has the phone could read it.
  await page.evaluate(
    async ([path, html]) => {
      const cache = await caches.open('bilin-pages-left-behind')
      await cache.put(path, new Response(html, { headers: { 'content-type': 'text/html' } }))
    },
    [visit, cached] as const,
  )
  expect(await openedOffline(context, visit)).toContain('互访：')
  await page.goto('/bilin')
  await expect.poll(pages, 'the next answer of the server clears what is another’s').toEqual([])
})

test('two pages of one visit: the second is told, and nothing is written over', async ({ page, app }) => {
  const visit = await reviewerOf(page, app, 2)
  await openForm(page, `${visit}?d=D`)
  await indicator(page, 'D3').locator('label').filter({ hasText: '4' }).first().click()
  await saved(page)
  const second = await page.context().newPage()
  await second.goto(`${visit}?d=D`)
  await expect(second.getByText(chinese('scorecards.visits.draft.elsewhere'))).toBeVisible()
  await expect(second.locator('.form')).toHaveAttribute('inert', '')
  await page.close()
  // A busy browser releases a closed page's lock a moment later.
  await expect.poll(() => second.evaluate(async () => (await navigator.locks.query()).held?.length)).toBe(0)
  await openForm(second, `${visit}?d=D`)
  await expect(second.getByText(chinese('scorecards.visits.draft.elsewhere'))).toHaveCount(0)
  await indicator(second, 'D3').locator('label').filter({ hasText: '3' }).first().click()
  await saved(second)
})

test('a phone whose clock is a day behind or ahead saves and sends all the same', async ({ page, app }) => {
  const visit = await reviewerOf(page, app, 3)
  for (const days of [-1, 1]) {
    await page.clock.install({ time: Date.now() + days * 86_400_000 })
    await openForm(page, `${visit}?d=D`)
    await indicator(page, 'D3')
      .locator('label')
      .filter({ hasText: String(4 + days) })
      .first()
      .click()
    await saved(page)
  }
})

test('a mark given before the page’s script has come is saved once it has', async ({ page, app }) => {
  const visit = await reviewerOf(page, app, 3)
  const arrival = Promise.withResolvers<void>()
  await page.route('**/*.js', async (route) => {
    await arrival.promise
    await route.continue()
  })
  await page.goto(`${visit}?d=D`, { waitUntil: 'commit' })
  await indicator(page, 'D3').locator('label').filter({ hasText: '2' }).first().click()
  arrival.resolve()
  await saved(page)
  await page.reload()
  await expect(indicator(page, 'D3').locator('input[value="2"]')).toBeChecked()
})

test('when somebody else has saved before the draft arrives, nothing typed is lost: its writer is told and chooses', async ({
  page,
  app,
  browser,
}) => {
  const context = page.context()
  const all = await visitsToMake(page, app)
  const { visit, reviewer } = all.findLast((each) => each.reviewer.includes('社区社工'))!
  await signIn(page, app, reviewer)
  await openForm(page, `${visit}?d=D`)
  await context.setOffline(true)
  await indicator(page, 'D3').locator('label').filter({ hasText: '2' }).first().click()
  await expect(page.getByText(chinese('scorecards.visits.draft.offline'))).toBeVisible()

  const elsewhere = await browser.newContext({ baseURL: app.address, locale: 'zh-CN' })
  const colleague = await elsewhere.newPage()
  await signIn(colleague, app, reviewer.replace(/社工.$/u, '书记'))
  await openForm(colleague, `${visit}?d=A`)
  await nothingFound(colleague).click()
  await saved(colleague)
  await elsewhere.close()

  await context.setOffline(false)
  await expect(page.getByText(chinese('scorecards.visits.draft.still_here'))).toBeVisible({ timeout: 30_000 })
  await expect(indicator(page, 'D3').locator('input[value="2"]')).toBeChecked()
  await page.getByRole('button', { name: chinese('scorecards.visits.draft.leave'), exact: true }).click()
  await expect(indicator(page, 'D3').locator('input[value="2"]'), 'nothing is deleted before it is asked').toBeChecked()
  await page.getByRole('button', { name: chinese('scorecards.visits.draft.leave_for_good'), exact: true }).click()
  await expect(page.getByText(chinese('scorecards.visits.draft.still_here'))).toHaveCount(0)
  await expect(indicator(page, 'D3').locator('input[value="2"]')).not.toBeChecked()
})

async function signOut(page: Page) {
  await page.goto('/bilin')
  const form = page.locator('form[action="/sign-out"]').first()
  await form.evaluate((element: HTMLFormElement) => element.requestSubmit())
  await expect(page).toHaveURL(/sign-in/)
}

/** The page's text on a phone without network. */
async function openedOffline(context: BrowserContext, path: string): Promise<string> {
  await context.setOffline(true)
  const page = await context.newPage()
  await page.goto(path).catch(() => null)
  const text = await page
    .locator('body')
    .innerText()
    .catch(() => '')
  await page.close()
  await context.setOffline(false)
  return text
}
