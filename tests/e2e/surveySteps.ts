import type { Browser, Page } from '@playwright/test'
import { expect, expectReadable, typeNumber } from '../support/browser.ts'
import { screens } from '../support/screens.ts'
import { chinese } from '../support/sentences.ts'

const press = (key: string, params: Record<string, number | string> = {}) => ({
  name: chinese(key, params),
  exact: true,
})
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** The coordinator opens the survey of every estate of the round, and prints the slips of one. Answers its address and the codes. */
export async function openSurvey(page: Page, round: string, estate: string) {
  await page.goto(`${round}/values`)
  await page.getByRole('link', press('scorecards.surveys.go')).click()
  await expect(page.getByRole('heading', { name: chinese('scorecards.surveys.open_title') })).toBeVisible()
  await expectReadable(page)
  await page.locator('[name=until]').fill(inDays(7))
  await typeNumber(page.locator('[name=slips]'), '60')
  await page.getByRole('button', press('scorecards.surveys.open')).click()
  const row = page.getByRole('row', { name: estate })
  await expect(row).toContainText(chinese('scorecards.surveys.fewer'))
  await expectReadable(page)
  await row.getByRole('link').click()
  await page.waitForURL(/survey\/[0-9a-f-]{36}$/u)
  const at = page.url()
  await page.getByRole('link', press('scorecards.surveys.print')).click()
  await expect(page.locator('article')).toHaveCount(60)
  await expectReadable(page)
  const codes = await page.locator('article .code b').allTextContents()
  const address = (await page.locator('article .address').first().textContent())!
  await page.goto(at)
  return { address, codes }
}

/** A resident answers on a phone whose browser runs no script, by the address in the QR code; the same code is not taken twice. */
export async function answerByQr(browser: Browser, address: string, code: string) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: screens.phone, locale: 'zh-CN' })
  const phone = await context.newPage()
  const answer = async () => {
    await phone.goto(`${address}?code=${code.replace(' ', '')}`)
    await expect(phone.locator('[name=code]'), 'the QR code fills it in').toHaveValue(code)
    for (const question of await phone.locator('fieldset').all())
      await question.getByLabel(chinese('scorecards.surveys.scale.4'), { exact: true }).check()
    const send = phone.getByRole('button', press('scorecards.surveys.form_send'))
    const { y, height } = (await send.boundingBox())!
    expect(y + height, 'six questions on one screen').toBeLessThanOrEqual(screens.phone.height)
    await send.click()
  }
  await answer()
  await expect(phone.getByRole('heading', { name: chinese('scorecards.surveys.thanks_title') })).toBeVisible()
  await answer()
  await expect(phone.getByText(chinese('scorecards.survey_code_used')).first()).toBeVisible()
  await expect(phone.locator('input:checked'), 'nothing that was chosen is lost').toHaveCount(6)
  await context.close()
}

/** Nine answers on paper and one with a code that was used already. */
export async function typePapers(page: Page, codes: readonly string[]) {
  for (const [row, code] of codes.entries()) {
    await page.locator(`[name="papers.${row}.code"]`).fill(code.toLowerCase())
    await page.keyboard.press('Tab')
    await page.keyboard.type('44444-')
  }
  await page.getByRole('button', press('scorecards.surveys.papers_save')).click()
  await expect(page.getByText(chinese('scorecards.surveys.papers_taken', { count: codes.length - 1 }))).toBeVisible()
  await expect(page.getByText(chinese('scorecards.surveys.why.used'))).toBeVisible()
  await expect(page.locator('[name="papers.0.code"]'), 'what was not taken stays').not.toHaveValue('')
  await expectReadable(page)
}

/** The coordinator ends the survey and takes what it offers. */
export async function takeResults(page: Page, round: string, estate: string) {
  await page.goto(`${round}/survey`)
  await page.getByLabel(chinese('scorecards.surveys.end_confirm')).check()
  await page.getByRole('button', press('scorecards.surveys.end')).click()
  await page.getByRole('link', press('scorecards.surveys.to_values')).click()
  await expect(page.getByText(chinese('scorecards.surveys.offered'))).toBeVisible()
  await expectReadable(page)
  await page.getByRole('button', press('scorecards.surveys.take', { estate })).click()
  await expect(page.getByText(chinese('scorecards.surveys.offered'))).toHaveCount(0)
}
