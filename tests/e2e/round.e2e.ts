import { getIndicators } from '@bilin/domain/scorecards/rubrics/rubric'
import { withoutSourced } from '@bilin/domain/scorecards/rubrics/sourced'
import { template } from '@bilin/domain/scorecards/rubrics/template'
import type { Page } from '@playwright/test'
import { expect, signIn, test, typeNumber } from '../support/browser.ts'
import { tamper, verifyLedger } from '../support/ledger.ts'
import { bytesOf, pdf } from '../support/pdfs.ts'
import { chinese } from '../support/sentences.ts'
import { declareNoValues } from './values.ts'
import { indicator, nothingFound, saved, visitsIn } from './visitForm.ts'

const press = (key: string) => ({ name: chinese(key), exact: true })
const slug = 'ten-reviewers'
const round = `/bilin/scorecards/${slug}`
const estates = [
  '万科小区',
  '桥东新苑',
  '和睦家园',
  '龙馨园',
  '双桥名邸',
  '二桥花苑',
  '永宁家园',
  '国胜雅居',
  '国胜新村',
  '江海湾',
]
const bins = '桶站满溢，下午仍未清运'
const dispatchSlip = pdf('spare lorry at 15:20')

test('一轮互评从头到尾：十位互访人员各看两个小区，其中一位没有网络；一条异议成立，发布、验证，改了数据会被查出来', async ({
  page,
  app,
}) => {
  test.setTimeout(900_000)

  await test.step('the coordinator plans ten estates, ten reviewers, two visits each', async () => {
    await signIn(page, app, '联盟协调员')
    await page.goto('/bilin/scorecards/new')
    await page.locator('[name=title]').fill('十人互评')
    await page.locator('[name=slug]').fill(slug)
    await typeNumber(page.locator('[name=discloseFromVisits]'), '2')
    await page.getByRole('button', press('scorecards.rounds.plan')).click()
    await expect(page).toHaveURL(new RegExp(round))
    await page.goto(`${round}/visits`)
    const form = page.locator('form[action="?/propose"]')
    await form.locator('summary').click()
    await typeNumber(form.locator('[name=requiredVisits]'), '2')
    await typeNumber(form.locator('[name=maxReviewers]'), '10')
    await form.getByRole('button', press('scorecards.rota.settings.make')).click()
    await page.locator('form[action="?/take"] button').click()
    await expect(page.getByRole('status').filter({ hasText: '20' })).toBeVisible()
    await page.goto(round)
    await page.getByRole('button', press('scorecards.rounds.act.open')).click()
    await expect(page.getByRole('link', press('scorecards.rounds.act.see_behind'))).toBeVisible()
  })

  const visits = await visitsIn(page, `${round}/visits`)
  expect(visits).toHaveLength(20)
  expect(new Set(visits.map(({ reviewer }) => reviewer)).size).toBe(10)

  await test.step('ten reviewers make their visits, one of them without network', async () => {
    const byReviewer = Map.groupBy(visits, ({ reviewer }) => reviewer)
    for (const [at, [reviewer, own]] of [...byReviewer].entries()) {
      await signIn(page, app, reviewer)
      for (const { visit, estate } of own)
        await makeVisit(page, visit, { mark: 3 + (at % 3), found: estate === '龙馨园', offline: at === 4 })
    }
  })

  await test.step('the company of 龙馨园 disputes what was found, everybody else takes it as it is', async () => {
    await signIn(page, app, '联盟协调员')
    await declareNoValues(page, round)
    await page.goto(round)
    await page.getByRole('button', press('scorecards.rounds.act.open_responses')).click()
    await expect(page.getByRole('link', press('scorecards.rounds.act.see_findings'))).toBeVisible()
    await signIn(page, app, '龙馨园物业经理')
    await page.goto(`${round}/findings`)
    await expect(page.getByText(bins), 'found twice, put once').toHaveCount(1)
    await page.locator('summary', { hasText: chinese('scorecards.findings.dispute') }).click()
    await page.locator('textarea[name=text]').fill('当天清运车故障，已调备用车，附调度单。')
    const sent = { name: '调度单.pdf', mimeType: 'application/pdf', buffer: dispatchSlip }
    await page.locator('input[type=file]').setInputFiles(sent)
    await page.getByRole('button', press('scorecards.findings.send_response')).click()
    await expect(page.locator('blockquote')).toContainText('备用车')
    for (const estate of estates) {
      await signIn(page, app, `${estate}物业经理`)
      await page.goto(`${round}/findings`)
      await page.getByRole('button', press('scorecards.findings.done_do')).click()
      await expect(page.getByText(chinese('scorecards.findings.done_is'))).toBeVisible()
    }
  })

  await test.step('the coordinator upholds the response and publishes', async () => {
    await signIn(page, app, '联盟协调员')
    await page.goto(round)
    await page.getByRole('button', press('scorecards.rounds.act.settle')).click()
    await expect(page.getByRole('link', press('scorecards.rounds.act.decide_first'))).toBeVisible()
    await page.goto(`${round}/findings`)
    expect(await bytesOf(page, '调度单.pdf')).toEqual(dispatchSlip)
    await page
      .locator('label', { hasText: chinese('scorecards.findings.uphold') })
      .first()
      .click()
    const decision = page.locator('form[action^="?/decide&"]').first()
    await decision.locator('textarea[name=reason]').fill('调度单属实，扣分撤销。')
    await decision.getByRole('button', press('scorecards.findings.save')).click()
    await expect(page.locator('blockquote').filter({ hasText: '调度单属实' })).toBeVisible()
    await page.goto(round)
    await page.getByRole('link', press('scorecards.results.preview.go')).click()
    await expect(page.getByRole('heading', { name: chinese('scorecards.results.preview.missing') })).toBeVisible()
    await expect(page.getByRole('row', { name: '龙馨园' }).first()).toBeVisible()
    await page.getByRole('button', press('scorecards.rounds.act.publish')).click()
    await expect(page).toHaveURL(/results$/)
    await expect(page.getByText(chinese('scorecards.results.adjusted')).first()).toBeVisible()
  })

  await test.step('what was struck is on no card, and each reviewer reads their own severity', async () => {
    await page.getByRole('link', { name: '龙馨园' }).filter({ visible: true }).first().click()
    await expect(page.getByText(chinese('scorecards.results.card.lowest'))).toBeVisible()
    await expect(page.getByText(bins)).toHaveCount(0)
    await signIn(page, app, visits[0]!.reviewer)
    await page.goto('/bilin/scorecards/severity')
    await expect(page.getByText('十人互评').filter({ visible: true }).first()).toBeVisible()
  })

  await test.step('the ledger verifies, and finds a changed mark of 0.01', async () => {
    const untouched = verifyLedger(app.dataDir)
    expect(untouched.status, untouched.output).toBe(0)
    const changed = await tamper(
      app.dataDir,
      `update result_total set adjusted = adjusted + 0.01 from round
        where round.id = result_total.round_id and round.slug = $1
          and result_total.id = (select t.id from result_total t join round r on r.id = t.round_id where r.slug = $1 order by t.id limit 1)`,
      [slug],
    )
    expect(changed).toBe(1)
    const { status, output } = verifyLedger(app.dataDir)
    expect(status).toBe(1)
    expect(output).toContain('result_total.adjusted')
    expect(output).toContain(slug)
  })
})

type Visit = { mark: number; found: boolean; offline: boolean }

/** As another device would have saved them: an estate gets stars from 60 points on, and C has 16. */
async function markOtherDimensions(page: Page, visit: string, mark: number) {
  const others = getIndicators(withoutSourced(template)).filter(({ code }) => !code.startsWith('C'))
  const marks = others.map(({ code, scale }) => {
    const step = scale?.steps.find((one) => one.mark === mark)
    return [code, step ? { counted: step.from } : mark]
  })
  const input = { visitId: visit.split('/').at(-1), revision: 0, marks: Object.fromEntries(marks) as object }
  const status = await page.evaluate(async (body) => {
    const headers = { 'content-type': 'application/json', 'bilin-tenant': 'bilin' }
    return (await fetch('/api/trpc/scorecards.visits.save', { method: 'POST', headers, body })).status
  }, JSON.stringify(input))
  expect(status).toBe(200)
}

async function makeVisit(page: Page, visit: string, { mark, found, offline }: Visit) {
  await markOtherDimensions(page, visit, mark)
  await page.goto(`${visit}?d=C`)
  const points = indicator(page, 'C3')
  await points
    .locator('label')
    .filter({ hasText: String(found ? 2 : mark) })
    .first()
    .click()
  await saved(page)
  if (offline) await page.context().setOffline(true)
  if (found) {
    await points.getByRole('button', { name: chinese('scorecards.visits.form.add_finding') }).click()
    await points.locator('textarea').fill(bins)
  }
  await nothingFound(page).click()
  await expect(page.getByText(chinese('scorecards.visits.form.all_marked'))).toBeVisible()
  await page.locator('.review a').click()
  await page.getByRole('button', press('scorecards.visits.form.submit')).click()
  if (offline) {
    await expect(page.getByText(chinese('scorecards.visits.draft.queued'))).toBeVisible()
    await page.context().setOffline(false)
    const own = page.locator('article').filter({ has: page.locator(`a[href="${visit}"]`) })
    await expect(async () => {
      await page.goto(`${round}/visits`)
      await expect(own).toContainText(chinese('scorecards.visits.state.submitted'), { timeout: 8000 })
    }).toPass({ timeout: 60_000 })
  } else await expect(page.getByText(chinese('scorecards.visits.form.sent_next'))).toBeVisible()
}
