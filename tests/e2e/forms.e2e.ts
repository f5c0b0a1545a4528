import type { Browser, Page } from '@playwright/test'
import { expect, expectReadable, signIn, test } from '../support/browser.ts'
import type { App } from '../support/app.ts'
import { chinese } from '../support/sentences.ts'

const press = (key: string) => ({ name: chinese(key), exact: true })

async function propose(page: Page, title: string) {
  await page.locator('[name=title]').fill(title)
  await page.locator('[name=aim]').fill('夜里路灯都亮')
  await page.locator('[name=fromDay]').fill('2026-11-20')
  await page.locator('[name=untilDay]').fill('2027-01-31')
  await page.locator('[name="aims.0.words"]').fill('修好路灯')
}

/** Somebody else at a device of their own. */
async function another(browser: Browser, app: App, name: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: app.address, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await signIn(page, app, name)
  return page
}

for (const script of [true, false]) {
  test.describe(script ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled: script })
    test('a refusal that belongs to no field comes into view and takes focus', async ({ page, app }) => {
      await signIn(page, app, '三桥社区书记')
      await page.goto('/sanqiao/projects/new')
      await page.waitForLoadState('networkidle')
      await propose(page, '不在联盟里提')
      await page.getByRole('button', press('projects.propose_submit')).click()
      const refusal = page.getByRole('alert').filter({ hasText: chinese('projects.only_in_an_alliance') })
      await expect(refusal).toBeInViewport()
      await expect(page.locator(':focus').filter({ has: refusal })).toHaveCount(1)
      await expect(page.locator('[name=title]')).toHaveValue('不在联盟里提')
    })
  })
}

test('two people change one estate: each sees the other, and only what each changed is written', async ({
  page,
  app,
  browser,
}) => {
  await signIn(page, app, '三桥社区书记')
  await page.goto('/sanqiao/estates')
  await page.getByRole('rowheader').getByRole('link').first().click()
  await page.waitForURL(/estates\/[0-9a-f-]{36}$/u)
  const change = `${new URL(page.url()).pathname}/change`
  await page.goto(change)
  await page.waitForLoadState('networkidle')
  const other = await another(browser, app, '三桥社区书记')
  await other.goto(change)
  await other.waitForLoadState('networkidle')
  await other.locator('[name=address]').fill('东门已改到桥南路')
  await other.locator('[name=contactName]').fill('李师傅')
  await other.getByRole('button', press('estates.save')).click()
  await other.waitForURL(/saved/u)

  await page.locator('[name=buildings]').fill('23')
  await page.locator('[name=contactName]').fill('王师傅')
  await page.getByRole('button', press('estates.save')).click()
  await expect(page.getByText(chinese('app.changed_elsewhere'))).toBeInViewport()
  await expect(page.locator('[name=address]')).toHaveValue('东门已改到桥南路')
  await expect(page.locator('[name=buildings]')).toHaveValue('23')
  await expect(page.locator('[name=contactName]')).toHaveValue('王师傅')
  await expect(page.getByText(chinese('app.saved_elsewhere', { text: '李师傅' }))).toBeVisible()
  await expectReadable(page)
  await page.getByRole('button', press('estates.save')).click()
  await page.waitForURL(/saved/u)
  await page.goto(change)
  await expect(page.locator('[name=address]')).toHaveValue('东门已改到桥南路')
  await expect(page.locator('[name=buildings]')).toHaveValue('23')
  await expect(page.locator('[name=contactName]')).toHaveValue('王师傅')
  await other.context().close()
})

test('two people change one project without script: the second press does not overwrite the first', async ({
  page,
  app,
  browser,
}, { project }) => {
  await signIn(page, app, '国胜社区书记')
  await page.goto('/bilin/projects/new')
  await page.waitForLoadState('networkidle')
  await propose(page, `路灯两人改${project.name}`)
  await page.getByRole('button', press('projects.propose_submit')).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`路灯两人改${project.name}`)
  const edit = `${new URL(page.url()).pathname}/edit`
  const context = await browser.newContext({ baseURL: app.address, javaScriptEnabled: false })
  const plain = await context.newPage()
  await signIn(plain, app, '国胜社区书记')
  await plain.goto(edit)
  await page.goto(edit)
  await page.waitForLoadState('networkidle')
  await page.locator('[name=aim]').fill('夜里每盏路灯都亮')
  await page.locator('[name="aims.1.words"]').fill('换节能灯')
  await page.getByRole('button', press('app.save')).click()
  await expect(page).not.toHaveURL(/edit/u)

  await plain.locator('[name=why]').fill('居民反映路口太暗')
  await plain.getByRole('button', press('app.save')).click()
  await expect(plain.getByText(chinese('app.changed_elsewhere'))).toBeVisible()
  await expect(plain.locator('[name=aim]')).toHaveValue('夜里每盏路灯都亮')
  await expect(plain.locator('[name="aims.1.words"]')).toHaveValue('换节能灯')
  await plain.getByRole('button', press('app.save')).click()
  await expect(plain).not.toHaveURL(/edit/u)
  await page.goto(edit)
  await expect(page.locator('[name=aim]')).toHaveValue('夜里每盏路灯都亮')
  await expect(page.locator('[name=why]')).toHaveValue('居民反映路口太暗')
  await expect(page.locator('[name="aims.1.words"]')).toHaveValue('换节能灯')
  await context.close()
})

test('two people write one practice: it saves itself only after both texts were seen', async ({
  page,
  app,
  browser,
}) => {
  await signIn(page, app, '三桥社区书记')
  await page.goto('/sanqiao/practices/new')
  await page.waitForLoadState('networkidle')
  await page.locator('[name=title]').fill('两人同写一篇')
  await page.locator('[name=problem]').fill('原来的问题')
  await page.getByRole('button', press('app.save')).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('两人同写一篇')
  const edit = `${new URL(page.url()).pathname}/edit`
  const other = await another(browser, app, '三桥社区书记')
  await other.goto(edit)
  await page.goto(edit)
  await page.waitForLoadState('networkidle')
  await other.waitForLoadState('networkidle')
  await other.locator('[name=problem]').fill('别人改过的问题')
  await other.getByRole('button', press('app.save')).click()
  await expect(other).not.toHaveURL(/edit/u)
  await page.locator('[name=steps]').fill('先查后修')
  await expect(page.getByText(chinese('app.changed_elsewhere'))).toBeVisible()
  await expect(page.locator('[name=problem]')).toHaveValue('别人改过的问题')
  await expect(page.locator('[name=steps]')).toHaveValue('先查后修')
  await page.getByRole('button', press('practices.save_mine')).click()
  await expect(page.getByText('别人改过的问题')).toBeVisible()
  await expect(page.getByText('先查后修')).toBeVisible()
  await other.context().close()
})

test('when the session has ended, what was typed is back after signing in again', async ({ page, app }) => {
  await signIn(page, app, '三桥社区书记')
  await page.goto('/sanqiao/estates/new')
  await page.waitForLoadState('networkidle')
  await page.locator('[name=name]').fill('会话过期苑')
  await page.locator('[name=kind][value=commercial]').check({ force: true })
  await page.locator('[name=households]').fill('321')
  await page.locator('[name=buildings]').fill('7')
  await page.context().clearCookies({ name: /bilin_session$/ })
  await page.getByRole('button', press('estates.save')).click()
  await page.waitForURL(/sign-in/u)
  await page.getByLabel(chinese('sessions.name')).fill('三桥社区书记')
  await page.getByLabel(chinese('sessions.password')).fill(app.password)
  await page.getByRole('button', { name: chinese('sessions.sign_in') }).click()
  await expect(page.locator('[name=name]')).toHaveValue('会话过期苑')
  await expect(page.locator('[name=households]')).toHaveValue('321')
  await expect(page.getByText(chinese('app.typed_restored'))).toBeInViewport()
  expect(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('bilin.typed')))).toEqual(
    [],
  )
  await page.getByRole('button', press('estates.save')).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('会话过期苑')
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })
  test('when the session has ended, the page shows what was typed, to be copied', async ({ page, app }) => {
    await signIn(page, app, '三桥社区书记')
    await page.goto('/bilin/projects/new')
    await propose(page, '过期以后不丢')
    await page.context().clearCookies({ name: /bilin_session$/ })
    await page.getByRole('button', press('projects.propose_submit')).click()
    await expect(page.getByText(chinese('app.session_ended'))).toBeVisible()
    await expect(page.getByText('过期以后不丢')).toBeVisible()
    await expect(page.getByText('夜里路灯都亮')).toBeVisible()
  })
})

test('a long form that was left is still on the device, for its own writer and until they sign out', async ({
  page,
  app,
}) => {
  await signIn(page, app, '国胜社区书记')
  await page.goto('/bilin/projects/new')
  await page.waitForLoadState('networkidle')
  await propose(page, '没写完的提案')
  const drafts = () =>
    page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('bilin.typed')).length)
  await expect.poll(drafts).toBe(1)
  await page.goto('/bilin/projects')
  await page.goto('/bilin/projects/new')
  await page.getByRole('button', press('app.typed_take')).click()
  await expect(page.locator('[name=title]')).toHaveValue('没写完的提案')
  await expect(page.locator('[name="aims.0.words"]')).toHaveValue('修好路灯')
  await signIn(page, app, '二桥社区书记')
  await page.goto('/bilin/projects/new')
  await page.waitForLoadState('networkidle')
  await expect(page.getByRole('button', press('app.typed_take'))).toHaveCount(0)
  await page.goto('/account')
  await page.waitForLoadState('networkidle')
  await page.getByRole('button', press('sessions.sign_out')).click()
  await page.waitForURL(/sign-in/u)
  expect(await drafts()).toBe(0)
})
