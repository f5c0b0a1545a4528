import { createHash } from 'node:crypto'
import type { Page } from '@playwright/test'
import { expect, expectReadable, expectReadableHere, signIn, test } from '../support/browser.ts'
import { bytesOf, pdf, readPdf } from '../support/pdfs.ts'
import { png } from '../support/pictures.ts'
import { chinese } from '../support/sentences.ts'

const press = (key: string) => ({ name: chinese(key), exact: true })
const improvements = '/bilin/scorecards/2026-summer/improvements'
const name = '垃圾桶站整改验收单（盖章）.pdf'
const slip = pdf('accepted on 26 November')
const paper = { name, mimeType: 'application/pdf', buffer: slip }
const picture = { name: '整改后.png', mimeType: 'image/png', buffer: png(1800, 1350) }

const fileAddress = (page: Page) => page.getByRole('link', { name }).getAttribute('href')
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

test('龙馨园物业把盖章的验收单和照片附在整改上，社区照原样下载，别的公司打不开', async ({ page, app }) => {
  await signIn(page, app, '龙馨园物业经理')
  const card = await commitTo(page, '桶站每天清运两次')

  await test.step('a file that is neither is answered with a sentence; nothing is done, and the words stay', async () => {
    await card.locator('summary', { hasText: chinese('scorecards.improvements.finish') }).click()
    await card.locator('[name=evidence]').fill('验收单见附件')
    await card.locator('[type=file]').setInputFiles([picture, { ...paper, buffer: Buffer.from('PK\x03\x04') }])
    await card.getByRole('button', press('scorecards.improvements.save_done')).click()
    await expect(card.getByText(chinese('files.neither', { name })).first()).toBeVisible()
    await expect(card.locator('[name=evidence]')).toHaveValue('验收单见附件')
    await expectReadableHere(page)
  })

  await test.step('both are kept with the words once they are what they say', async () => {
    await card.locator('[type=file]').setInputFiles([picture, paper])
    await card.getByRole('button', press('scorecards.improvements.save_done')).click()
    await expect(card.getByRole('link', { name })).toBeVisible()
    await expect(card.locator('img')).toHaveCount(1)
    await expectReadable(page)
  })

  await test.step('the community saves the same bytes, and no browser opens them', async () => {
    await signIn(page, app, '二桥社区书记')
    await page.goto(improvements)
    const saved = await bytesOf(page, name)
    expect(sha256(saved)).toBe(sha256(slip))
    expect(readPdf(saved)).toMatchObject({ says: 'accepted on 26 November' })
    const address = (await fileAddress(page))!
    const answer = await page.request.get(address)
    expect(answer.headers()).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
    })
    expect(answer.headers()['content-disposition']).toMatch(/^attachment; filename="[\w.-]+\.pdf"; filename\*=UTF-8''/)
    await page.emulateMedia({ media: 'print' })
    await expect(page.getByText(name), 'paper names it').toBeVisible()
    await page.emulateMedia({ media: null })

    await signIn(page, app, '万科小区物业经理')
    expect((await page.request.get(address)).status()).toBe(404)
  })

  await test.step('what was sent by mistake is removed', async () => {
    await signIn(page, app, '龙馨园物业经理')
    await page.goto(improvements)
    await card.getByLabel(chinese('files.remove', { name }), { exact: true }).click()
    await expect(card.getByText(chinese('files.remove_ask')).filter({ visible: true })).toHaveCount(1)
    await card.getByRole('button', { name: chinese('files.remove_do_of', { name }) }).click()
    await expect(card.getByRole('link', { name })).toHaveCount(0)
    await expect(card.locator('img')).toHaveCount(1)
  })
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('a PDF named as a photo is answered with a sentence, and the words are still in the form', async ({
    page,
    app,
  }) => {
    await signIn(page, app, '万科小区物业经理')
    const card = await commitTo(page, '门岗换新')
    await card.locator('summary', { hasText: chinese('scorecards.improvements.finish') }).click()
    await card.locator('[name=evidence]').fill('见验收单')
    await card.locator('[type=file]').setInputFiles({ ...paper, name: '验收单.jpg' })
    await card.getByRole('button', press('scorecards.improvements.save_done')).click()
    await expect(page.getByText(chinese('files.pdf_named_otherwise', { name: '验收单.jpg' })).first()).toBeVisible()
    await expect(card.locator('[name=evidence]')).toHaveValue('见验收单')
  })
})

/** Its form is open while the company has promised nothing. */
async function commitTo(page: Page, what: string) {
  await page.goto(improvements)
  const form = page.locator('form[action="?/commit"]')
  await form.locator('[name=indicator]').selectOption({ index: 1 })
  await form.locator('[name=what]').fill(what)
  await form.locator('[name=who]').fill('项目经理')
  await form.locator('[name=until]').fill('2099-12-31')
  await form.getByRole('button', press('scorecards.improvements.save')).click()
  return page.locator('[id^="improvement-"]', { hasText: what })
}
