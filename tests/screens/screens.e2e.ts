/** `npm run screens`: the main pages, in both languages, on a phone and at a desk, into docs/screens/<page>-<size>-<language>.png. */
import path from 'node:path'
import { expect, signIn, test } from '../support/browser.ts'
import { pages } from './pages.ts'

const folder = path.resolve(import.meta.dirname, '../../docs/screens')
const sizes = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 800 } }
const locales = { zh: 'zh-CN', en: 'en' }

for (const { name, as, path: address, follow } of pages) {
  test(`a picture of ${name}`, async ({ page, app }) => {
    if (as) await signIn(page, app, as)
    for (const [language, locale] of Object.entries(locales)) {
      await page.context().addCookies([{ name: 'bilin_locale', value: locale, url: app.address }])
      for (const [size, viewport] of Object.entries(sizes)) {
        await page.setViewportSize(viewport)
        const answer = await page.goto(address)
        expect(answer?.status(), address).toBeLessThan(400)
        if (follow) await page.locator(follow).first().click()
        await page.waitForLoadState('networkidle')
        await page.screenshot({
          path: path.join(folder, `${name}-${size}-${language}.png`),
          fullPage: size === 'desktop',
        })
      }
    }
  })
}
