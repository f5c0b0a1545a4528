/** A browser test: a Bilin of its worker's own with the story loaded, and the steps that every test begins with. */
import { test as base, expect, type Locator, type Page } from '@playwright/test'
import { startCopy, type App } from './app.ts'
import { findBarriers, setColorScheme } from './barriers.ts'
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

/** Signs in by name, with the password that the console printed for it; the page stays where it is until it goes somewhere. */
export async function signIn(page: Page, app: App, name: string) {
  await page.context().clearCookies({ name: /bilin_session$/ })
  const answer = await page.context().request.post(`${app.address}/sign-in`, {
    form: { name, password: app.password },
    headers: { origin: app.address, accept: 'text/html' },
    maxRedirects: 0,
  })
  expect(answer.status(), `signing in as ${name}`).toBe(303)
}

/** As signIn, on the page for it and by hand; ends on the home page. */
export async function signInByHand(page: Page, app: App, name: string) {
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

/** Checks the page in its current state: nothing overflows the screen, and axe finds no barrier. */
export async function expectReadableHere(page: Page) {
  await expectToFit(page)
  await expectNoBarriers(page, 'light')
  await expectNoBarriers(page, 'dark', ['color-contrast'])
  await page.emulateMedia({ colorScheme: null })
}

/** Each story runs once, on the screen of its main person; its pages are checked on both screens, on the other one in dark mode. */
export async function expectReadable(page: Page) {
  await expectToFit(page)
  await expectNoBarriers(page, 'light')
  await expectReadableOnTheOther(page)
}

/** On the screen that the story does not happen on, in dark mode. */
export async function expectReadableOnTheOther(page: Page) {
  const own = page.viewportSize()!
  await page.setViewportSize(own.width === screens.phone.width ? screens.desktop : screens.phone)
  await expectToFit(page)
  await expectNoBarriers(page, 'dark')
  await page.emulateMedia({ colorScheme: null })
  await page.setViewportSize(own)
}

async function expectNoBarriers(page: Page, colorScheme: 'light' | 'dark', rules?: string[]) {
  await setColorScheme(page, colorScheme)
  const where = `${page.url()} at ${page.viewportSize()!.width}, ${colorScheme}`
  expect.soft(await findBarriers(page, rules), `barriers on ${where}`).toEqual([])
}

/** On a phone a page is read downwards only. */
async function expectToFit(page: Page) {
  const [whole, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth])
  expect.soft(whole, `the width of ${page.url()} at ${page.viewportSize()!.width}`).toBeLessThanOrEqual(seen!)
}
