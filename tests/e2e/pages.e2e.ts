/** Every main page, as the person who comes to it: it opens, it fits, and nobody is kept out. */
import { pages } from '../screens/pages.ts'
import { expect, expectAccessible, expectToFit, signIn, test } from '../support/browser.ts'

const people = Map.groupBy(pages, ({ as }) => as)

for (const [as, theirs] of people) {
  test(`${as ?? 'somebody not signed in'} can read every page they come to`, async ({ page, app }) => {
    test.setTimeout(30_000 + theirs.length * 15_000)
    if (as) await signIn(page, app, as)
    for (const { name, path, follow } of theirs) {
      await test.step(name, async () => {
        const answer = await page.goto(path)
        expect.soft(answer?.status(), path).toBeLessThan(400)
        if (follow) await page.locator(follow).first().click()
        await expect.soft(page.getByRole('heading', { level: 1 })).toBeVisible()
        const side = page.locator('main nav a[aria-current=page]')
        if ((await side.count()) > 0) await expect.soft(side.last()).toBeInViewport({ ratio: 0.9 })
        await expectToFit(page)
        await expectAccessible(page)
      })
    }
  })
}
