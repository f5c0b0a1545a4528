import { expect, expectAccessible, signIn, test } from '../support/browser.ts'
import { chinese } from '../support/sentences.ts'

test('somebody who opens an inner address without having signed in is asked to sign in first', async ({
  page,
}) => {
  await page.goto('/bilin')
  await expect(page).toHaveURL(/\/sign-in/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(chinese('sessions.title'))
  await expectAccessible(page)
})

test('somebody who mistypes the password is told so, and keeps the name already typed', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByLabel(chinese('sessions.name')).fill('三桥社区书记')
  await page.getByLabel(chinese('sessions.password')).fill('not the password')
  await page.getByRole('button', { name: chinese('sessions.sign_in') }).click()
  await expect(page.getByRole('alert')).toContainText(chinese('sessions.wrong'))
  await expect(page.getByLabel(chinese('sessions.name'))).toHaveValue('三桥社区书记')
  await expectAccessible(page)
})

test('the secretary of Sanqiao signs in and stands in her own community', async ({ page, app }) => {
  await signIn(page, app, '三桥社区书记')
  await expect(page).toHaveURL(/\/sanqiao$/)
  await expectAccessible(page)
})
