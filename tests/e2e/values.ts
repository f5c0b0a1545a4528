import type { Page } from '@playwright/test'
import { chinese } from '../support/sentences.ts'

/** The coordinator declares that no indicator from a system or a survey applies, for every estate of the round. */
export async function declareNoValues(page: Page, round: string) {
  await page.goto(`${round}/values`)
  const form = page.locator('form', { has: page.locator('fieldset') })
  for (const box of await form.getByRole('checkbox').all()) await box.check()
  await form.locator('[name=reason]').fill('功能未启用，本轮没有数据来源。')
  await form.getByRole('button').click()
  await page.getByText(chinese('scorecards.values.missing_none')).waitFor()
}
