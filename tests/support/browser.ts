/** A browser test: a Bilin of its worker's own with the story told in it, and the acts every story begins with. */
import { AxeBuilder } from '@axe-core/playwright'
import { test as base, expect, type Locator, type Page } from '@playwright/test'
import { startCopy, type App } from './app.ts'
import { screens } from './screens.ts'
import { chinese } from './sentences.ts'

export { expect }

export const test = base.extend<object, { app: App }>({
  app: [
    async ({}, use) => {
      const app = await startCopy()
      await use(app)
      await app.stop()
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  baseURL: async ({ app }, use) => use(app.address),
})

/** Signs in by name, with the password that the console printed for it. */
export async function signIn(page: Page, app: App, name: string) {
  await page.context().clearCookies({ name: /bilin_session$/ })
  await page.goto('/sign-in')
  await page.getByLabel(chinese('sessions.name')).fill(name)
  await page.getByLabel(chinese('sessions.password')).fill(app.password)
  await page.getByRole('button', { name: chinese('sessions.sign_in') }).click()
  await expect(page).not.toHaveURL(/sign-in/)
}

/** Typed again where the script arrived between one key and the next. */
export async function typeNumber(field: Locator, number: string) {
  await expect(async () => {
    await field.fill(number)
    await expect(field).toHaveValue(number)
  }).toPass()
}

/** A story is walked once, on the screen of whoever lives it; what it looks like is checked on both. */
export const expectAccessible = (page: Page) => onBothScreens(page, () => expectAccessibleHere(page))
export const expectToFit = (page: Page) => onBothScreens(page, () => expectToFitHere(page))

async function onBothScreens(page: Page, check: () => Promise<void>) {
  const own = page.viewportSize()!
  await check()
  await page.setViewportSize(own.width === screens.phone.width ? screens.desktop : screens.phone)
  await check()
  await page.setViewportSize(own)
}

/** No barrier that axe can find, in the state the page is in now, on light and on dark paper. */
export async function expectAccessibleHere(page: Page) {
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await new AxeBuilder({ page }).analyze()
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await new AxeBuilder({ page }).withRules('color-contrast').analyze()
  await page.emulateMedia({ colorScheme: null })
  const barriers = [...light.violations, ...dark.violations].flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  ${target.join(' ')}\n  ${failureSummary}`),
  )
  expect.soft(barriers, `barriers on ${page.url()} at ${page.viewportSize()!.width}`).toEqual([])
}

/** Nothing hangs over the edge: on a phone a page is read downwards only. */
export async function expectToFitHere(page: Page) {
  const [whole, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth])
  expect.soft(whole, `the width of ${page.url()} at ${page.viewportSize()!.width}`).toBeLessThanOrEqual(seen!)
}
