import { expect, expectReadable, signIn, signInByHand, test } from '../support/browser.ts'
import { chinese } from '../support/sentences.ts'

test('somebody who opens an inner address without having signed in is asked to sign in first', async ({ page }) => {
  await page.goto('/bilin')
  await expect(page).toHaveURL(/\/sign-in/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(chinese('sessions.title'))
  await expectReadable(page)
})

test('somebody who mistypes the password is told so, and keeps the name already typed', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByLabel(chinese('sessions.name')).fill('三桥社区书记')
  await page.getByLabel(chinese('sessions.password')).fill('not the password')
  await page.getByRole('button', { name: chinese('sessions.sign_in') }).click()
  await expect(page.getByRole('alert')).toContainText(chinese('sessions.wrong'))
  await expect(page.getByLabel(chinese('sessions.name'))).toHaveValue('三桥社区书记')
  await expectReadable(page)
})

test('somebody who has guessed too often is told for how many minutes to wait, and keeps the name already typed', async ({
  page,
  app,
}) => {
  const attempt = { headers: { origin: app.address }, form: { name: '查无此人', password: 'a guess' } }
  for (let i = 0; i < 10; i++) expect((await page.request.post('/sign-in', attempt)).status()).toBe(400)
  await page.goto('/sign-in')
  await page.getByLabel(chinese('sessions.name')).fill('查无此人')
  await page.getByLabel(chinese('sessions.password')).fill('a guess')
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.getByRole('button', { name: chinese('sessions.sign_in') }).click()
  await expect(page.getByRole('alert')).toContainText(
    new RegExp(chinese('sessions.too_many_attempts', { minutes: '\\d+' }), 'u'),
  )
  await expect(page.getByLabel(chinese('sessions.name'))).toHaveValue('查无此人')
  expect(Number((await answered).headers()['retry-after'])).toBeGreaterThan(0)
})

test('the secretary of Sanqiao signs in and stands in her own community', async ({ page, app }) => {
  await signInByHand(page, app, '三桥社区书记')
  await expect(page).toHaveURL(/\/sanqiao$/)
  await expectReadable(page)
})

test('whoever steps from their community into the alliance has left nothing of the one in the other', async ({
  page,
  app,
}) => {
  await signIn(page, app, '三桥社区书记')
  await page.goto('/sanqiao/practices')
  await page.getByRole('banner').locator('summary').first().click()
  await page.getByRole('banner').getByRole('link', { name: '比邻区域党建联盟' }).click()
  const name = page.getByRole('heading', { level: 1 })
  const tenantMenu = page.getByRole('banner').locator('summary').first()
  await expect(name).toHaveText('比邻区域党建联盟')
  await expect(tenantMenu).toHaveText('比邻区域党建联盟')
  await page.goto('/sanqiao')
  await page.locator('main').getByRole('link', { name: '比邻区域党建联盟', exact: true }).click()
  await expect(name).toHaveText('比邻区域党建联盟')
  await expect(tenantMenu).toHaveText('比邻区域党建联盟')
  await page.goBack()
  await expect(name).toHaveText('三桥社区')
  await expect(tenantMenu).toHaveText('三桥社区')
})

test('a social worker who forgot the password sets a new one by the link that the secretary made', async ({
  page,
  app,
}) => {
  await signIn(page, app, '三桥社区书记')
  await page.goto('/sanqiao/people')
  const seat = page.getByRole('listitem').filter({ hasText: '三桥社区社工二' })
  await seat.locator('summary', { hasText: chinese('tenants.forgotten') }).click()
  await seat.getByRole('button', { name: chinese('tenants.make_password_link') }).click()
  await expect(seat).toContainText(chinese('tenants.password_link_made', { title: '三桥社区社工二' }))
  await expectReadable(page)
  const link = (await seat.locator('.link').textContent())!

  await page.context().clearCookies()
  await page.goto(link)
  await expect(page.locator('main')).toContainText('三桥社区 · 三桥社区社工二')
  await expectReadable(page)
  await page.getByLabel(chinese('sessions.new_password')).fill('short')
  await page.getByRole('button', { name: chinese('tenants.set_password') }).click()
  await expect(page.getByRole('alert')).toContainText(chinese('sessions.password_too_short'))
  await page.getByLabel(chinese('sessions.new_password')).fill('a sentence I remember')
  await page.getByRole('button', { name: chinese('tenants.set_password') }).click()
  await expect(page).toHaveURL(/\/sanqiao$/)

  await page.goto(link)
  await expect(page.locator('main')).toContainText(chinese('tenants.password_link_used'))
})
