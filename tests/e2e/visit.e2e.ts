import { expect, expectAccessible, expectToFit, test } from '../support/browser.ts'
import { chinese } from '../support/sentences.ts'
import { indicator, nothingFound, saved, Thumb, visitorOf } from './visitForm.ts'

/** What a visitor is asked to give a dimension, at most. */
const THREE_MINUTES = 180
const words = '楼道堆放旧家具，挡住半边通道。'

test('a dimension takes less than three minutes: one tap where nothing is found, a dozen with a deduction, its words and its photo', async ({
  page,
  app,
}, { annotations }) => {
  const visit = await visitorOf(page, app, 4)
  const next = page.locator('.walk button').first()

  await test.step('where nothing is found', async () => {
    await page.goto(`${visit}?d=D`)
    await page.waitForLoadState('networkidle')
    const thumb = new Thumb()
    await thumb.tap(nothingFound(page))
    await expect(page.getByText(chinese('scorecards.visit.all_marked'))).toBeVisible()
    await thumb.tap(next)
    await expect(page).toHaveURL(/\?d=E$/)
    expect(thumb.counted).toEqual({ tap: 2, text: 0, photo: 0 })
    annotations.push({ type: 'nothing found', description: `${thumb.seconds} s` })
  })

  await test.step('with one deduction, one count, one finding and its photo', async () => {
    await page.goto(`${visit}?d=C`)
    await page.waitForLoadState('networkidle')
    const thumb = new Thumb()
    const c3 = indicator(page, 'C3')
    await thumb.tap(c3.locator('label').filter({ hasText: '3' }).first())
    await thumb.tap(c3.getByRole('button', { name: chinese('scorecards.visit.add_finding') }))
    await expect(c3.locator('textarea'), 'the keyboard is up without a further tap').toBeFocused()
    await thumb.type(c3.locator('textarea'), words)
    await thumb.photograph(c3)
    await expect(c3.locator('figure img')).toBeVisible()
    await thumb.tap(indicator(page, 'C2').locator('input').first())
    await thumb.type(indicator(page, 'C2').locator('input').first(), '2')
    await expect(indicator(page, 'C2').locator('.made')).not.toBeEmpty()
    await thumb.tap(nothingFound(page))
    await expect(page.getByText(chinese('scorecards.visit.all_marked'))).toBeVisible()
    await saved(page)
    await expectToFit(page)
    await expectAccessible(page)
    await thumb.tap(next)
    await expect(page).toHaveURL(/\?d=D$/)
    expect(thumb.counted.tap).toBeLessThanOrEqual(12)
    expect(thumb.seconds).toBeLessThanOrEqual(THREE_MINUTES)
    annotations.push({
      type: 'one deduction',
      description: `${JSON.stringify(thumb.counted)} ${thumb.seconds} s`,
    })
  })

  await test.step('and no sum of the marks is shown while they are given', async () => {
    await page.goto(`${visit}?d=review`)
    await expect(page.getByText(words).first()).toBeVisible()
    expect(await page.locator('main').innerText()).not.toMatch(/总分|得分|合计|\d\s*%/u)
  })
})

test('what is not the company’s is left out with a reason, and a veto makes a finding S1', async ({
  page,
  app,
}) => {
  const visit = await visitorOf(page, app, 5)
  await page.goto(`${visit}?d=E`)
  await page.waitForLoadState('networkidle')
  const e4 = indicator(page, 'E4')
  await e4.getByRole('button', { name: chinese('scorecards.visit.leave_out') }).click()
  await e4.locator('input').fill('开发商遗留，无监控管线')
  const e3 = indicator(page, 'E3')
  await e3.getByRole('button', { name: chinese('scorecards.visit.add_finding') }).click()
  await e3.locator('textarea').fill('消防通道被堵')
  await e3.locator('summary', { hasText: chinese('scorecards.visit.veto') }).click()
  await e3.locator('select').selectOption({ index: 1 })
  await expect(e3.locator('input[value=S1]')).toBeChecked()
  await expectToFit(page)
  await expectAccessible(page)
  await saved(page)
  await page.reload()
  await expect(indicator(page, 'E4').locator('input').first()).toHaveValue('开发商遗留，无监控管线')
  await expect(indicator(page, 'E3').locator('input[value=S1]')).toBeChecked()
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('a dimension is filled in, a finding written down and its photo sent', async ({ page, app }) => {
    const visit = await visitorOf(page, app, 6)
    await page.goto(`${visit}?d=D`)
    const d3 = indicator(page, 'D3')
    await d3.locator('label').filter({ hasText: '3' }).first().click()
    await d3.locator('summary', { hasText: chinese('scorecards.visit.add_finding') }).click()
    const photo = new Thumb()
    await d3.locator('textarea').fill('绿化带黄土裸露')
    await photo.photograph(d3)
    await page.locator('.walk button').first().click()
    await expect(page).toHaveURL(/\?d=E/)
    await page.goto(`${visit}?d=D`)
    await expect(indicator(page, 'D3').locator('textarea').first()).toHaveValue('绿化带黄土裸露')
    const src = await indicator(page, 'D3').locator('figure img').first().getAttribute('src')
    const answer = await page.request.get(src!)
    expect(answer.headers()).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'private, no-cache',
      'x-content-type-options': 'nosniff',
    })
    const again = await page.request.get(src!, { headers: { 'if-none-match': answer.headers()['etag']! } })
    expect(again.status()).toBe(304)
  })
})
