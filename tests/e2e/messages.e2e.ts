import type { Page } from '@playwright/test'
import { expect, expectReadable, signIn, test, typeNumber } from '../support/browser.ts'
import { chinese, english } from '../support/sentences.ts'

const slug = '2026-autumn'
const at = `/bilin/scorecards/${slug}/visits`
const recipient = (page: Page) => page.locator('form[action="?/send"]')
const press = (key: string) => ({ name: chinese(key), exact: true })
const waits = (page: Page) => page.getByRole('link', { name: chinese('scorecards.messages.home.changed') })

test('联盟协调员改了日期，通知互访人员；本人从首页看到改期，协调员看到已看', async ({ page, app, browser }, {
  project,
}) => {
  // Phones pass text on by themselves; what was passed on is kept to be looked at.
  await page.addInitScript(() => {
    const passedOn: string[] = []
    Object.assign(window, { passedOn })
    Object.assign(navigator, { share: async ({ text }: { text: string }) => void passedOn.push(text) })
  })
  await signIn(page, app, '联盟协调员')
  await page.goto(`${at}?by=reviewer`)
  await expect(page.getByText(chinese('scorecards.messages.all_know'))).toBeVisible()

  const day = page.locator('input[type=date][name^="days."]').first()
  const reviewer = (await page.getByRole('row').filter({ has: day }).getByRole('rowheader').first().innerText()).trim()
  const moved = (await day.inputValue()) === '2026-12-03' ? '2026-12-02' : '2026-12-03'
  await typeNumber(day, moved)
  await page.locator('form#days button').click()

  await test.step('the coordinator sees who does not know, and tells them with a note', async () => {
    await expect(page.getByText(chinese('scorecards.messages.unaware', { count: 1 }))).toBeVisible()
    await expectReadable(page)
    await recipient(page).locator('textarea').fill('改期的请和小区说一声。')
    await recipient(page).getByRole('button').click()
    await expect(page.getByText(chinese('scorecards.messages.sent', { count: 1 }))).toBeVisible()
    await expect(page.getByText(chinese('scorecards.messages.all_know'))).toBeVisible()
  })

  const line = page.locator('#messages li').filter({ hasText: reviewer })
  await test.step('next to the name stands that it has not been opened, and the text for a chat says what changed', async () => {
    await page.locator('#messages summary').click()
    await expect(line).toContainText(chinese('scorecards.messages.status.unopened'))
    const share = line.getByRole('button', press('scorecards.messages.share'))
    if (project.name === 'phone') {
      await share.click()
      const [text] = await page.evaluate(() => (window as unknown as { passedOn: string[] }).passedOn)
      expect(text).toContain(chinese('scorecards.messages.change.moved'))
      expect(text).toContain('改期的请和小区说一声。')
      expect(text).toContain(at)
    } else await expect(share).toHaveCount(0)
    await expectReadable(page)
  })

  await test.step('the reviewer finds it first on the home page; looking at the line does not open it, pressing does', async () => {
    const theirs = await browser.newContext({ ...project.use, baseURL: app.address })
    const phone = await theirs.newPage()
    await signIn(phone, app, reviewer)
    await phone.goto('/')
    await waits(phone).hover()
    await phone.reload()
    await waits(phone).click()
    await expect(phone.getByRole('heading', press('scorecards.messages.mine.title'))).toBeVisible()
    await expect(phone.getByText('改期的请和小区说一声。')).toBeVisible()
    await expect(phone.getByText(chinese('scorecards.messages.change.moved'), { exact: true })).toBeVisible()
    await expect(phone.getByRole('link', press('scorecards.rota.calendar.add'))).toBeVisible()
    await expectReadable(phone)
    await expect(async () => {
      await page.reload()
      await page.locator('#messages summary').click()
      await expect(line).toContainText(chinese('scorecards.messages.status.opened'), { timeout: 1000 })
    }).toPass()
    await phone.goto('/')
    await expect(waits(phone)).toHaveCount(0)
    await theirs.close()
  })
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('联盟协调员给一位互访人员留言，对方打开就算看过', async ({ page, app, browser }, { project }) => {
    const note = `请走南门（${project.name}）。`
    await signIn(page, app, '联盟协调员')
    await page.goto(at)
    const people = recipient(page).locator('select option')
    const chosen = people.filter({ hasText: '龙馨园物业经理' })
    await page.locator('summary', { hasText: chinese('scorecards.messages.again') }).click()
    await recipient(page)
      .locator('select')
      .selectOption({ label: (await chosen.innerText()).trim() })
    await recipient(page).locator('textarea').fill(note)
    await recipient(page).getByRole('button').click()
    await expect(page.getByText(chinese('scorecards.messages.sent', { count: 1 }))).toBeVisible()

    const theirs = await browser.newContext({
      ...project.use,
      baseURL: app.address,
      javaScriptEnabled: false,
    })
    const phone = await theirs.newPage()
    await signIn(phone, app, '龙馨园物业经理')
    await phone.goto('/')
    await expect(phone.getByRole('link', { name: chinese('scorecards.messages.home.noted') })).toBeVisible()
    await phone.goto(at)
    await expect(phone.getByText(note)).toBeVisible()
    await phone.goto('/longxin')
    await expect(phone.getByRole('link', { name: chinese('scorecards.messages.home.noted') })).toHaveCount(0)
    await phone.context().addCookies([{ name: 'bilin_locale', value: 'en', url: app.address }])
    await phone.goto(at)
    await expect(phone.getByRole('heading', { name: english('scorecards.messages.mine.title') })).toBeVisible()
    await theirs.close()
  })
})
