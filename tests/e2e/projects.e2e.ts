import { expect, expectReadable, signIn, test } from '../support/browser.ts'
import { chinese } from '../support/sentences.ts'

const press = (key: string) => ({ name: chinese(key), exact: true })

test('国胜社区书记提出路灯夜查，二桥社区加入认领、两下报完进展，办结时对照目标写下成果', async ({ page, app }, {
  project,
}) => {
  const title = `路灯夜查${project.name}`
  const address = `/bilin/projects/${encodeURIComponent(title)}`

  await test.step('a proposal whose days are the wrong way round is refused and nothing typed is lost', async () => {
    await signIn(page, app, '国胜社区书记')
    await page.goto('/bilin/projects/new')
    await page.locator('[name=title]').fill(title)
    await page.locator('[name=aim]').fill('夜里路灯都亮')
    await page.locator('[name=fromDay]').fill('2026-11-20')
    await page.locator('[name=untilDay]').fill('2026-11-01')
    await page.locator('[name="aims.0.words"]').fill('修好路灯')
    await page.locator('[name="aims.0.target"]').fill('３０')
    await page.locator('[name="aims.0.unit"]').fill('盏')
    await page.getByRole('button', press('projects.propose_submit')).click()
    await expect(page.getByRole('alert')).toBeVisible()
    await expect(page.locator('[name="aims.0.words"]')).toHaveValue('修好路灯')
    await expectReadable(page)
    await page.locator('[name=untilDay]').fill('2027-01-31')
    await page.getByRole('button', press('projects.propose_submit')).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
  })

  await test.step('the neighbour joins with a pledge', async () => {
    await signIn(page, app, '二桥社区书记')
    await page.goto('/bilin')
    await page.getByRole('link', { name: title }).click()
    await page.getByRole('link', press('projects.join')).click()
    await page.locator('form[action="?/join"] [name=words]').fill('夜查志愿者')
    await page.locator('form[action="?/join"] [name=amount]').fill('3')
    await expectReadable(page)
    await page.getByRole('button', press('projects.join_submit')).click()
    await expect(page.getByText('夜查志愿者')).toBeVisible()
    await page.goto(`${address}/join`)
    await expect(page.getByRole('button', press('projects.join_submit')), 'joining twice is not offered').toHaveCount(0)
  })

  await test.step('the proposer plans a task for her and starts', async () => {
    await signIn(page, app, '国胜社区书记')
    await page.goto(`${address}/plan`)
    const add = page.locator('form[action="?/addTask"]')
    await add.locator('[name=communityId]').selectOption({ label: '二桥社区' })
    await add.locator('[name=title]').fill('查坏灯')
    await add.locator('[name=dueOn]').fill('2026-12-01')
    await add.getByRole('button', press('projects.add_task')).click()
    await expect(page.getByText('查坏灯').first()).toBeVisible()
    await page.goto(address)
    await page.getByRole('button', press('projects.start')).click()
    await expect(page.locator('[aria-current=step]')).toContainText(chinese('projects.stage.running'))
    await expectReadable(page)
  })

  await test.step('she reports on it with two taps, and closing asks for each aim', async () => {
    await signIn(page, app, '二桥社区书记')
    await page.goto(address)
    await page
      .locator('summary', { hasText: chinese('projects.report') })
      .first()
      .click()
    await page.locator('button[name=status][value=done]').first().click()
    await expect(page.locator('li[id^=task] .status').first()).toContainText(chinese('projects.status.done'))

    await signIn(page, app, '国胜社区书记')
    await page.goto(address)
    await page.getByRole('button', press('projects.wind_up')).click()
    await page.getByRole('link', press('projects.close')).click()
    await page.locator('[name=result]').fill('路灯都亮了')
    await page.getByRole('button', press('projects.close_submit')).click()
    await expect(page.getByRole('alert')).toBeVisible()
    await expect(page.locator('[name=result]')).toHaveValue('路灯都亮了')
    await page.locator('[name$=".reached"]').fill('30')
    await page.getByRole('button', press('projects.close_submit')).click()
    await expect(page.locator('[aria-current=step]')).toContainText(chinese('projects.stage.closed'))
    await expect(page.getByText('路灯都亮了')).toBeVisible()
    await expectReadable(page)
  })
})
