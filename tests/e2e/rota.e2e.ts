import type { Page } from '@playwright/test'
import { expect, expectReadable, signIn, test, typeNumber } from '../support/browser.ts'
import { chinese } from '../support/sentences.ts'

const press = (key: string) => ({ name: chinese(key), exact: true })
const form = (page: Page, action: string) => page.locator(`form[action="?/${action}"]`)

test('联盟协调员看清为什么排不出来，照提示改，采用排好日期的互访，按人打印', async ({ page, app }, { project }) => {
  const slug = `rota-${project.name}`
  const plan = `/bilin/scorecards/${slug}/visits`
  await signIn(page, app, '联盟协调员')
  await page.goto('/bilin/scorecards/new')
  await page.locator('[name=title]').fill(`年末互评${project.name}`)
  await page.locator('[name=slug]').fill(slug)
  await page.getByRole('button', press('scorecards.rounds.plan')).click()
  await expect(page).toHaveURL(new RegExp(slug))

  await test.step('one visit an estate compares nobody, and is refused with the ways out', async () => {
    await page.goto(plan)
    await typeNumber(form(page, 'propose').locator('[name=requiredVisits]'), '1')
    await form(page, 'propose').locator('button').click()
    await expect(page.getByRole('heading', press('scorecards.rota.apart.title'))).toBeVisible()
    await expectReadable(page)
  })

  await test.step('four an estate are proposed with their facts, and taken', async () => {
    await form(page, 'propose').locator('[name=requiredVisits]').fill('4')
    await form(page, 'propose').locator('button').click()
    await expect(page.getByText(chinese('scorecards.rota.proposal.linked_yes'))).toBeVisible()
    await expectReadable(page)
    await form(page, 'take').locator('button').click()
    await expect(page.getByText(chinese('scorecards.rota.all_n', { count: 40 }))).toBeVisible()
    await expect(page.locator('input[type=date][name^="days."]').first()).not.toHaveValue('')
    await expectReadable(page)
  })

  await test.step('on paper each reviewer has a heading with what is to be done, and there is a place to sign', async () => {
    await page.goto(`${plan}?by=reviewer`)
    await page.emulateMedia({ media: 'print' })
    await expect(page.getByRole('rowheader', { name: /三桥社区书记/u })).toHaveCount(1)
    await expect(page.getByText(chinese('scorecards.sign.coordinator')).first()).toBeVisible()
    await page.emulateMedia({ media: null })
  })
})
