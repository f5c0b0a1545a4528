import { expect, expectReadable, test } from '../support/browser.ts'
import { png } from '../support/pictures.ts'
import { chinese } from '../support/sentences.ts'
import { indicator, nothingFound, openForm, saved, Thumb, reviewerOf } from './visitForm.ts'

/** The most time and taps that a dimension may take. */
const THREE_MINUTES = 180
const words = '楼道堆放旧家具，挡住半边通道。'

test('a dimension takes less than three minutes: one tap where nothing is found, a dozen with a deduction, its words and its photo', async ({
  page,
  app,
}, { annotations }) => {
  const visit = await reviewerOf(page, app, 4)
  const next = page.locator('.walk button').first()

  await test.step('where nothing is found', async () => {
    await openForm(page, `${visit}?d=D`)
    const thumb = new Thumb()
    await thumb.tap(nothingFound(page))
    await expect(page.getByText(chinese('scorecards.visits.form.all_marked'))).toBeVisible()
    await thumb.tap(next)
    await expect(page).toHaveURL(/\?d=E$/)
    expect(thumb.counted).toEqual({ tap: 2, text: 0, photo: 0 })
    annotations.push({ type: 'nothing found', description: `${thumb.seconds} s` })
  })

  await test.step('with one deduction, one count, one finding and its photo', async () => {
    await openForm(page, `${visit}?d=C`)
    const thumb = new Thumb()
    const c3 = indicator(page, 'C3')
    await thumb.tap(c3.locator('label').filter({ hasText: '3' }).first())
    await thumb.tap(c3.getByRole('button', { name: chinese('scorecards.visits.form.add_finding') }))
    await expect(c3.locator('textarea'), 'the keyboard is up without a further tap').toBeFocused()
    await thumb.type(c3.locator('textarea'), words)
    await thumb.photograph(c3)
    await expect(c3.locator('figure img')).toBeVisible()
    await thumb.tap(indicator(page, 'C2').locator('input').first())
    await thumb.type(indicator(page, 'C2').locator('input').first(), '2')
    await expect(indicator(page, 'C2').locator('.made')).not.toBeEmpty()
    await thumb.tap(nothingFound(page))
    await expect(page.getByText(chinese('scorecards.visits.form.all_marked'))).toBeVisible()
    await saved(page)
    await expectReadable(page)
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

test('what is not the company’s is left out with a reason, and a veto makes a finding S1', async ({ page, app }) => {
  const visit = await reviewerOf(page, app, 5)
  await openForm(page, `${visit}?d=E`)
  const e4 = indicator(page, 'E4')
  await e4.getByRole('button', { name: chinese('scorecards.visits.form.leave_out') }).click()
  await e4.locator('input').fill('开发商遗留，无监控管线')
  const e3 = indicator(page, 'E3')
  await e3.getByRole('button', { name: chinese('scorecards.visits.form.add_finding') }).click()
  await e3.locator('textarea').fill('消防通道被堵')
  await e3.locator('summary', { hasText: chinese('scorecards.visits.form.veto') }).click()
  await e3.locator('select').selectOption({ index: 1 })
  await expect(e3.locator('input[value=S1]')).toBeChecked()
  await expectReadable(page)
  await saved(page)
  await page.reload()
  await expect(indicator(page, 'E4').locator('input').first()).toHaveValue('开发商遗留，无监控管线')
  await expect(indicator(page, 'E3').locator('input[value=S1]')).toBeChecked()
})

test('a number that cannot be read is not said to be saved, stands again after a reload, and can be put right', async ({
  page,
  app,
}) => {
  const visit = await reviewerOf(page, app, 6)
  await openForm(page, `${visit}?d=C`)
  const number = indicator(page, 'C2').locator('input').first()
  await number.fill('3')
  await saved(page)
  await number.fill('1，5')
  await expect(page.getByText(chinese('scorecards.visits.draft.still_here'))).toBeVisible()
  await expect(page.getByText(chinese('scorecards.visits.draft.saved'), { exact: true })).toHaveCount(0)
  await page.reload()
  await expect(number).toHaveValue('1，5')
  await number.fill('2')
  await saved(page)
  await page.reload()
  await expect(number).toHaveValue('2')
})

test('photos are taken on the spot or chosen from the album, several at once, and turned', async ({ page, app }) => {
  await openForm(page, `${await reviewerOf(page, app, 8)}?d=C`)
  const c3 = indicator(page, 'C3')
  await c3.getByRole('button', { name: chinese('scorecards.visits.form.add_finding') }).click()
  await expect(c3.locator('input[capture=environment]')).toHaveCount(1)
  const chooser = c3.locator('input[type=file]:not([capture])')
  const photo = (name: string) => ({ name, mimeType: 'image/png', buffer: png(1800, 1350) })
  await chooser.setInputFiles([photo('IMG_0001.png'), photo('IMG_0002.png')])
  await expect(c3.locator('figure img')).toHaveCount(2)
  const sizes = () =>
    c3.locator('figure img').evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth))
  await expect.poll(sizes).toEqual([1600, 1600])
  await c3.getByRole('button', { name: chinese('scorecards.visits.form.turn_photo', { n: '1' }) }).click()
  await expect.poll(sizes).toEqual([1600, 1200])
  await saved(page)
})

test('a finding that does not agree with its mark or number is asked about at once; one that is deleted can be brought back', async ({
  page,
  app,
}) => {
  await openForm(page, `${await reviewerOf(page, app, 3)}?d=C`)
  const [c1, c3] = [indicator(page, 'C1'), indicator(page, 'C3')]
  const add = { name: chinese('scorecards.visits.form.add_finding') }
  await expect(c1.locator('.hint').first(), 'what is counted stands beside the number').toContainText('几处不干净')
  await c1.locator('input').first().fill('0')
  await c1.getByRole('button', add).click()
  await c1.locator('textarea').fill(words)
  await c1.getByRole('button', { name: chinese('scorecards.visits.form.count_to', { count: '1' }) }).click()
  await expect(c1.locator('input').first()).toHaveValue('1')
  await expect(c1.getByRole('status'), 'they agree').toHaveCount(0)

  await c3.locator('label').filter({ hasText: '5' }).first().click()
  await c3.getByRole('button', add).click()
  await c3.locator('textarea').fill('投放点标识脱落。')
  await expect(c3.getByText(chinese('scorecards.visits.form.ask_best', { findings: '1' }))).toBeVisible()
  await expectReadable(page)
  await c3.getByRole('button', { name: '4 良' }).click()
  await expect(c3.locator('input[value="4"]')).toBeChecked()

  await c3.getByRole('button', { name: chinese('scorecards.visits.form.remove_finding') }).click()
  await expect(c3.locator('textarea')).toHaveCount(0)
  const undo = c3.getByRole('button', { name: chinese('scorecards.visits.form.restore_finding') })
  await expect(undo, 'the keyboard stays where the finding was').toBeFocused()
  await undo.click()
  await expect(c3.locator('textarea')).toHaveValue('投放点标识脱落。')
  await expect(c3.locator('textarea')).toBeFocused()

  await c3.getByRole('button', { name: chinese('scorecards.visits.form.remove_finding') }).click()
  await page.locator('.walk button').first().click()
  await expect(page.locator('h2', { hasText: 'D ' }), 'the next dimension is read out').toBeFocused()
  await expect(page).toHaveTitle(/^D /u)
  await saved(page)
  await page.goBack()
  await expect(c3.locator('textarea'), 'gone for good').toHaveCount(0)
})

test('a draft kept from before numbers were asked for opens, says which number is missing, and goes once it is there', async ({
  page,
  app,
}) => {
  const visit = await reviewerOf(page, app, 7)
  const form = `${visit}?d=C`
  await openForm(page, form)
  await page.evaluate(
    ([id, at]) => {
      const draft = { revision: 0, marks: { C1: '3', C3: '4' }, findings: [], at }
      localStorage.setItem(`bilin.visit.${id}`, JSON.stringify(draft))
    },
    [visit.split('/').at(-1), new Date().toISOString()] as const,
  )
  await page.goto(form)
  const c1 = indicator(page, 'C1')
  const missing = chinese('scorecards.visits.form.number_missing', { word: '3 中' })
  await expect(c1.getByText(missing)).toBeVisible()
  await expect(page.getByText(chinese('scorecards.number_missing', { code: 'C1' }))).toBeVisible()
  await expect(indicator(page, 'C3').locator('input[value="4"]'), 'the rest is as it was').toBeChecked()
  await expectReadable(page)
  await page.locator('.review a').click()
  const submit = page.getByRole('button', { name: chinese('scorecards.visits.form.submit'), exact: true })
  await expect(page.getByText(chinese('scorecards.visits.form.numbers_missing', { codes: 'C1' }))).toBeVisible()
  await expect(submit).toHaveCount(0)
  await page.goBack()
  await c1.locator('input').first().fill('2')
  await expect(c1.getByText(missing)).toHaveCount(0)
  await saved(page)
  await page.locator('.review a').click()
  await expect(submit).toBeVisible()
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('a dimension is filled in, a finding written down and its photo sent', async ({ page, app }) => {
    const visit = await reviewerOf(page, app, 9)
    await page.goto(`${visit}?d=D`)
    const d3 = indicator(page, 'D3')
    await d3.locator('label').filter({ hasText: '3' }).first().click()
    await d3.locator('summary', { hasText: chinese('scorecards.visits.form.add_finding') }).click()
    await d3.locator('textarea').fill('绿化带黄土裸露')
    const d1 = indicator(page, 'D1')
    await d1.locator('input[inputmode]').fill('很多')
    await page.locator('.walk button').first().click()
    await expect(d1.locator('input[inputmode]'), 'what is refused stays as it was typed').toHaveValue('很多')
    await expect(d3.locator('input[value="3"]').first()).toBeChecked()
    await expect(d3.locator('textarea').first()).toHaveValue('绿化带黄土裸露')
    await d1.locator('input[inputmode]').fill('')
    await d1.locator('input[value=na]').check()
    await new Thumb().photograph(d3)
    await page.locator('.walk button').first().click()
    await expect(page).toHaveURL(/\?d=E/)
    await page.goto(`${visit}?d=D`)
    await expect(indicator(page, 'D3').locator('textarea').first()).toHaveValue('绿化带黄土裸露')
    await expect(indicator(page, 'D1').locator('input[value=na]')).toBeChecked()
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
