import { expect, expectReadable, signIn, test } from '../support/browser.ts'
import { chinese } from '../support/sentences.ts'

const press = (key: string) => ({ name: chinese(key), exact: true })

test('三桥社区书记写下一篇做法、共享到联盟，二桥社区搜到并采纳，收回以后别人就看不到了', async ({ page, app }, {
  project,
}) => {
  const title = `夜间巡逻打卡墙${project.name}`
  let written = ''

  await test.step('it is written at home and shared with a purpose, after seeing what will cross', async () => {
    await signIn(page, app, '三桥社区书记')
    await page.goto('/sanqiao/practices/new')
    await page.locator('[name=title]').fill(title)
    await page.locator('[name=problem]').fill('夜里没人巡逻，楼道灯坏了也没人知道。')
    await page.locator('[name=steps]').fill('每栋贴一张打卡墙\n保安每晚签名')
    await page.locator('[name=result]').fill('坏灯当天报修。')
    await expectReadable(page)
    await page.getByRole('button', press('app.save')).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
    written = new URL(page.url()).pathname
    await page.getByRole('link', press('practices.publish')).click()
    await page.locator('[name=purpose]').fill('供各小区夜巡参考')
    await expectReadable(page)
    await page.getByRole('button', press('practices.publish_act')).click()
    await expect(page.getByText(chinese('practices.status.shared')).first()).toBeVisible()
  })

  const shared = written.replace('/sanqiao/', '/bilin/')

  await test.step('the neighbour finds it by a word of its text and adopts it, once', async () => {
    await signIn(page, app, '二桥社区书记')
    await page.goto(`/bilin/practices?${new URLSearchParams({ q: '打卡墙' })}`)
    await page.getByRole('link', { name: title }).click()
    await expect(
      page
        .getByText(chinese('practices.shared_from', { member: '三桥社区' }))
        .filter({ visible: true })
        .first(),
    ).toBeVisible()
    await expectReadable(page)
    await page.getByRole('link', press('practices.adopt')).click()
    await page.locator('[name=reason]').fill('龙馨园夜里也没人巡逻')
    await page.getByRole('button', press('practices.adopt_act')).click()
    await expect(page.getByText('龙馨园夜里也没人巡逻')).toBeVisible()
  })

  await test.step('it is taken back, and is not found any more', async () => {
    await signIn(page, app, '三桥社区书记')
    await page.goto(`${written}/sharing?in=bilin`)
    await expect(page.getByText(chinese('practices.withdraw_what'))).toBeVisible()
    await expectReadable(page)
    await page.getByRole('button', press('practices.withdraw_act')).click()
    await expect(page.getByText(chinese('practices.status.withdrawn')).first()).toBeVisible()

    await signIn(page, app, '国胜社区书记')
    await page.goto(`/bilin/practices?${new URLSearchParams({ q: '打卡墙' })}`)
    await expect(page.getByRole('link', { name: title })).toHaveCount(0)
    expect((await page.goto(shared))?.status()).toBe(404)
  })
})

test('和睦家园物业经理在评分卡上看到哪条做法在别处实测过，点开看比了几个小区、为什么还不能下结论', async ({
  page,
  app,
}) => {
  await signIn(page, app, '和睦家园物业经理')
  await page.goto('/bilin/scorecards/2026-summer/results')
  const results = page.getByRole('main')
  await results.getByRole('link', { name: '和睦家园' }).filter({ visible: true }).first().click()
  const helping = page
    .getByRole('listitem')
    .filter({ hasText: '10分钟应急消防处置机制' })
    .filter({ hasText: chinese('practices.effect_badge.too_little') })
    .last()
  await expect(helping).toBeVisible()
  await expectReadable(page)
  await helping.getByRole('link', { name: '10分钟应急消防处置机制' }).click()
  await expect(page.getByText(chinese('practices.effect_hint'))).toBeVisible()
  await expect(page.getByText(chinese('practices.effect_sides', { adopters: 3, others: 4 })).first()).toBeVisible()
  await expectReadable(page)
})
