/** Every main page, as the person who uses it: it opens, fits a phone and a desk, is small enough, and is accessible. */
import { pages } from '../screens/pages.ts'
import { findBarriers, setColorScheme } from '../support/barriers.ts'
import { expect, expectReadableHere, expectReadableOnTheOther, signIn, test } from '../support/browser.ts'
import { expectLight, MAX_SCRIPT, openAsNew, weigh } from '../support/weight.ts'

const people = Map.groupBy(pages, ({ as }) => as)

for (const [as, theirs] of people) {
  test(`${as ?? 'somebody not signed in'} can read every page they come to`, async ({ page, app }) => {
    test.setTimeout(240_000 + theirs.length * 60_000)
    if (as) await signIn(page, app, as)
    await openAsNew(page)
    for (const { name, path, follow } of theirs) {
      await test.step(name, async () => {
        const answer = await page.goto(path)
        expect.soft(answer?.status(), path).toBeLessThan(400)
        if (follow) {
          await page.locator(follow).first().click()
          await page.waitForURL(({ pathname }) => pathname !== path)
          // Counts what this page loads, without what the previous page had loaded.
          await page.reload()
        }
        await expect.soft(page.getByRole('heading', { level: 1 })).toBeVisible()
        await expectLight(page, name)
        const side = page.locator('main nav a[aria-current=page]')
        if ((await side.count()) > 0) await expect.soft(side.last()).toBeInViewport({ ratio: 0.9 })
        await expectReadableHere(page)
        await expectReadableOnTheOther(page)
      })
    }
  })
}

test('a page with one script too many is found heavy', async ({ page }) => {
  await openAsNew(page)
  await page.goto('/sign-in', { waitUntil: 'networkidle' })
  const { bytes } = await weigh(page)
  const tooMany = Buffer.alloc(MAX_SCRIPT - bytes + 1, '/')
  await page.route('**/too-many.js', (route) => route.fulfill({ contentType: 'text/javascript', body: tooMany }))
  await page.evaluate(() => import(`${location.origin}/too-many.js`))
  expect((await weigh(page)).bytes).toBe(MAX_SCRIPT + 1)
})

test('a button without a name and words too pale to read are found, on light and on dark paper', async ({ page }) => {
  await page.goto('/sign-in', { waitUntil: 'networkidle' })
  await page.evaluate(() => {
    const pale = 'background: light-dark(#fff, #000); color: light-dark(#000, #222)'
    document.querySelector('main')!.insertAdjacentHTML('beforeend', `<button></button><p style="${pale}">看不清</p>`)
  })
  const found = async (rules?: string[]) => (await findBarriers(page, rules)).map((barrier) => barrier.split(':')[0])
  await setColorScheme(page, 'light')
  expect(await found()).toEqual(['button-name'])
  await setColorScheme(page, 'dark')
  expect(await found(['color-contrast'])).toEqual(['color-contrast'])
})
