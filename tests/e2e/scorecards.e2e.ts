import type { Page } from '@playwright/test'
import jsqr from 'jsqr'
import { expect, expectReadable, signIn, signInByHand, test, typeNumber } from '../support/browser.ts'
import { chinese } from '../support/sentences.ts'
import { answerByQr, openSurvey, takeResults, typePapers } from './surveySteps.ts'
import { declareNoValues } from './values.ts'
import { openForm, saved } from './visitForm.ts'

type Read = (picture: Uint8ClampedArray, width: number, height: number) => { data: string } | null
/** A CommonJS module, whose types have the default export one level deeper than Node has it. */
const read = jsqr as unknown as Read

const press = (key: string) => ({ name: chinese(key), exact: true })
const bins = '桶站满溢，下午仍未清运'

test('联盟协调员开一轮十个小区的互评，三桥社区书记上门打分，龙馨园物业提出异议，复核以后发布，星级人人看得到', async ({
  page,
  app,
}, { project }) => {
  const title = `冬季互评${project.name}`
  const round = `/bilin/scorecards/winter-${project.name}`

  await test.step('the coordinator plans a round over all ten estates', async () => {
    await signIn(page, app, '联盟协调员')
    await page.goto('/bilin/scorecards/new')
    await page.locator('[name=title]').fill(title)
    await page.locator('[name=slug]').fill(`winter-${project.name}`)
    await expect(page.locator('input[name="estateIds[]"]:checked')).toHaveCount(10)
    await expectReadable(page)
    await page.getByRole('button', press('scorecards.rounds.plan')).click()
    await expect(page).toHaveURL(new RegExp(`${round}`))
  })

  await test.step('nobody visits their own estate, and the rules plan the rest', async () => {
    await page.goto(`${round}/visits`)
    await page.locator('summary', { hasText: chinese('scorecards.rota.add') }).click()
    await choose(page, 'estateId', '龙馨园')
    await choose(page, 'seatId', '龙馨园物业经理')
    await page.locator('form[action="?/add"] button').click()
    await expect(page.getByText(chinese('scorecards.own_company')).first()).toBeVisible()
    await choose(page, 'estateId', '龙馨园')
    await choose(page, 'seatId', '三桥社区书记')
    await page.locator('form[action="?/add"] button').click()
    await expect(page.getByText('三桥社区书记').filter({ visible: true }).first()).toBeVisible()
    await typeNumber(page.locator('form[action="?/propose"] [name=requiredVisits]'), '1')
    await page.locator('form[action="?/propose"] button').click()
    const unlinked = page.locator('li', { hasText: chinese('scorecards.rota.relax.unlinked') })
    await unlinked.locator('button').click()
    await page.locator('form[action="?/take"] button').click()
    await expect(page.getByRole('status').filter({ hasText: '9' })).toBeVisible()
    await expectReadable(page)
    await page.goto(round)
    await page.getByRole('button', press('scorecards.rounds.act.open')).click()
    await expect(page.getByRole('link', press('scorecards.rounds.act.see_behind'))).toBeVisible()
  })

  await test.step('the visit is one tap from her home, and its form one tap a dimension where nothing was found', async () => {
    await signInByHand(page, app, '三桥社区书记')
    await page.getByRole('link', { name: '龙馨园' }).filter({ hasText: title }).click()
    await page.waitForURL(/visits\/[0-9a-f-]{36}/u)
    await expect(page.getByRole('banner').locator('summary').first()).toHaveText('比邻区域党建联盟')
    const visit = new URL(page.url()).pathname
    for (const dimension of ['C', 'E']) {
      await openForm(page, `${visit}?d=${dimension}`)
      await page.locator('button[name=fill]').click()
      await expect(page.getByText(chinese('scorecards.visits.form.all_marked'))).toBeVisible()
      await saved(page)
    }
    await openForm(page, `${visit}?d=C`)
    const binStation = page.locator('section', { hasText: 'C2' }).first()
    await binStation.getByRole('button', { name: chinese('scorecards.visits.form.add_finding') }).click()
    await binStation.locator('textarea').fill(bins)
    await expectReadable(page)
    await page.locator('.review a').click()
    await expect(page.getByText(bins)).toBeVisible()
    await page.getByRole('button', press('scorecards.visits.form.submit')).click()
    await expect(page.getByText(chinese('scorecards.visits.form.sent_next'))).toBeVisible()
  })

  await test.step('a resident answers by QR code without script, nine on paper, and the coordinator takes the result', async () => {
    await signIn(page, app, '联盟协调员')
    const { address, codes } = await openSurvey(page, round, '龙馨园')
    await answerByQr(page.context().browser()!, address, codes[0]!)
    await typePapers(page, codes.slice(0, 10))
    await takeResults(page, round, '龙馨园')
  })

  await test.step('the company reads findings and averages without a name, disputes a finding and takes the rest', async () => {
    await signIn(page, app, '联盟协调员')
    await declareNoValues(page, round)
    await page.goto(`${round}/behind`)
    await expectReadable(page)
    await page.locator('summary', { hasText: chinese('scorecards.rounds.behind.end_title') }).click()
    const end = page.locator('form[action="?/openResponses"]')
    const reload = await holdReloads(page)
    await end.getByRole('button').click()
    await expect(end.getByRole('alert').first(), 'nine visits would lapse, which is asked about').toBeVisible()
    await expect(end, 'one visit gives one reviewer away: the estate is named').toContainText('龙馨园')
    const confirmations = await end.getByRole('checkbox').all()
    for (const box of confirmations) await box.check()
    reload.release()
    await expect(confirmations[0]!, 'once the page has its data, the first of them takes focus').toBeFocused()
    for (const box of confirmations) await expect(box, 'ticked before the data arrived').toBeChecked()
    await end.getByRole('button').click()
    await expect(end).toHaveCount(0)
    await page.goto(round)
    await expect(page.getByRole('link', press('scorecards.rounds.act.see_findings'))).toBeVisible()

    await signIn(page, app, '龙馨园物业经理')
    await page.goto('/')
    await page.getByRole('link', { name: title }).first().click()
    await expect(page.getByText(bins)).toBeVisible()
    expect(await page.content()).not.toContain('三桥社区书记')
    await expectReadable(page)
    await page.locator('summary', { hasText: chinese('scorecards.findings.dispute') }).click()
    await page.locator('textarea[name=text]').fill('当天清运车故障，已调备用车，附调度单。')
    await page.getByRole('button', press('scorecards.findings.send_response')).click()
    await expect(page.locator('blockquote')).toContainText('备用车')
    await page.getByRole('button', press('scorecards.findings.withdraw')).click()
    await expect(page.locator('blockquote')).toHaveCount(0)
    await page.locator('summary', { hasText: chinese('scorecards.findings.dispute') }).click()
    await expect(page.locator('textarea[name=text]'), 'to go on from').toHaveValue(/备用车/)
    await page.getByRole('button', press('scorecards.findings.send_response')).click()
    await expect(page.locator('blockquote')).toContainText('备用车')
    await expect(page.locator('a.mark', { hasText: 'C2' }), 'no single marks of one visit').toHaveCount(0)
    await expect(page.getByRole('heading', { name: chinese('scorecards.findings.means_title') })).toBeVisible()
    await page.getByRole('button', press('scorecards.findings.done_do')).click()
    await expect(page.getByText(chinese('scorecards.findings.done_is'))).toBeVisible()
  })

  await test.step('the coordinator ends the responses, decides and publishes, and everybody reads the bands', async () => {
    await signIn(page, app, '联盟协调员')
    await page.goto(round)
    await page.getByRole('button', press('scorecards.rounds.act.settle')).click()
    await expect(
      page.getByRole('link', press('scorecards.rounds.act.decide_first')),
      'a response waits for its decision',
    ).toBeVisible()
    await expect(page.getByRole('button', press('scorecards.rounds.act.publish'))).toHaveCount(0)
    await page.goto(`${round}/findings`)
    await page
      .locator('label', { hasText: chinese('scorecards.findings.uphold') })
      .first()
      .click()
    const decision = page.locator('form[action^="?/decide&"]').first()
    await decision.locator('textarea[name=reason]').fill('调度单属实，扣分撤销。')
    await decision.getByRole('button', press('scorecards.findings.save')).click()
    await expect(page.locator('blockquote').filter({ hasText: '调度单属实' })).toBeVisible()
    const disputed = page.locator('form[action^="?/decideMark&"]')
    if (await disputed.count()) {
      await disputed.locator('textarea[name=reason]').fill('查过台账，维持。')
      await disputed.getByRole('button', press('scorecards.findings.save')).click()
      await expect(page.locator('blockquote').filter({ hasText: '查过台账' })).toBeVisible()
    }
    await expectReadable(page)
    await page.goto(round)
    await expect(page.getByRole('button', press('scorecards.rounds.act.publish'))).toHaveCount(0)
    await page.getByRole('link', press('scorecards.results.preview.go')).click()
    await expect(page.getByRole('heading', { name: chinese('scorecards.results.preview.missing') })).toBeVisible()
    await expectReadable(page)
    await page.getByRole('button', press('scorecards.rounds.act.publish')).click()
    await expect(page).toHaveURL(/results$/)
  })

  await test.step('the printed card’s code is read by a phone, and opens a page that verifies it without signing in', async () => {
    await page.goto(`${round}/results`)
    await page.getByRole('link', { name: '龙馨园' }).filter({ visible: true }).first().click()
    await expect(page).toHaveURL(/\/cards\//u)
    await page.locator('main summary', { hasText: '指标' }).first().click()
    await expect(page.getByText('居民问卷，收回 10 份').first(), 'the card says where the value is from').toBeVisible()
    const address = await scanned(page)
    expect(address).toMatch(/\/verify\/bilin\/[0-9a-f]{64}$/u)
    const stranger = await page.context().browser()!.newContext({ locale: 'zh-CN' })
    const phone = await stranger.newPage()
    await phone.goto(new URL(new URL(address).pathname, page.url()).href)
    await expect(phone.getByText(chinese('scorecards.seals.same'))).toBeVisible()
    await expect(phone.getByRole('heading', { name: '龙馨园' })).toBeVisible()
    await expectReadable(phone)
    await stranger.close()
  })

  await test.step('everybody reads the bands', async () => {
    await signIn(page, app, '国胜社区书记')
    await page.goto(`${round}/results`)
    await expect(page.getByText('龙馨园').filter({ visible: true }).first()).toBeVisible()
    await expectReadable(page)
    await page.goto('/bilin/compare')
    await expect(page.getByText(title).filter({ visible: true }).first()).toBeVisible()
  })
})

/** Reads the QR code from a screenshot, as a camera does, enlarged until it can be decoded. */
async function scanned(page: Page): Promise<string> {
  const code = page.locator('.proof svg')
  for (const nearer of [1, 1.4, 2]) {
    await code.evaluate((svg, times) => (svg.style.width = `${9 * times}rem`), nearer)
    const picture = await code.screenshot()
    const { data, width, height } = await page.evaluate(async (png) => {
      const image = await createImageBitmap(new Blob([Uint8Array.from(atob(png), (c) => c.charCodeAt(0))]))
      const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d')!
      canvas.drawImage(image, 0, 0)
      return {
        data: [...canvas.getImageData(0, 0, image.width, image.height).data],
        width: image.width,
        height: image.height,
      }
    }, picture.toString('base64'))
    const found = read(Uint8ClampedArray.from(data), width, height)?.data
    if (found) return found
  }
  return ''
}

async function choose(page: Page, field: string, words: string) {
  const select = page.locator(`form[action="?/add"] [name=${field}]`)
  const label = await select.locator('option', { hasText: words }).first().textContent()
  await select.selectOption({ label: label!.trim() })
}

test('a veto that stood is named beside the star, on the card, and on its finding', async ({ page, app }) => {
  const veto = '拒绝联盟提出的整改'
  const round = '/bilin/scorecards/2026-summer'
  const named = page.getByText(chinese('scorecards.findings.veto', { veto })).filter({ visible: true })
  await signIn(page, app, '联盟协调员')
  await page.goto(`${round}/findings`)
  await expect(named).toHaveCount(1)
  await expectReadable(page)
  await page.goto('/bilin/compare?round=2026-summer')
  await expect(named.first()).toBeVisible()
  await expectReadable(page)
  await page.goto(`${round}/results`)
  const beside = page.locator('li', { hasText: '永宁家园' }).filter({ visible: true }).first()
  await expect(beside, 'beside the star').toContainText(veto)
  await page.getByRole('link', { name: '永宁家园' }).filter({ visible: true }).first().click()
  await expect(named.filter({ hasText: chinese('scorecards.findings.veto_stands') }).first()).toBeVisible()
  await expect(page.locator('article').filter({ hasText: '面包车' })).toContainText(veto)
  await expect(page.locator('article').filter({ hasText: '雨水口' })).not.toContainText(veto)
  await expectReadable(page)
})

/** Holds the data a page reloads until `release` is called, as a slow line does. */
async function holdReloads(page: Page): Promise<{ release: () => void }> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route('**/__data.json*', async (route) => {
    await promise
    await route.continue()
  })
  return { release: resolve }
}
