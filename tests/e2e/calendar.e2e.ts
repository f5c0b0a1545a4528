import { expect, expectReadable, signIn, test } from '../support/browser.ts'
import { chinese } from '../support/sentences.ts'

const notice = `国务院办公厅关于2027年部分节假日安排的通知
国办发明电〔2026〕9号
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。`

test('平台管理员粘贴明年的放假通知，核对后保存；三桥社区书记在工作时间页看到它', async ({ page, app }) => {
  await signIn(page, app, '平台管理员')
  await page.goto('/operator')
  await page.getByRole('link', { name: chinese('calendar.to_notices') }).click()
  await expect(page.getByText(chinese('calendar.missing', { year: 2027 }))).toBeVisible()
  const text = page.getByLabel(chinese('calendar.text'))
  const check = page.getByRole('button', { name: chinese('calendar.check') })

  await test.step('a weekday that does not fit is refused beside the text, which stays', async () => {
    await text.fill(notice.replace('周五', '周四'))
    await check.click()
    await expect(
      page.getByText(chinese('calendar.weekday_differs', { day: '2027-01-01', written: '周四' })).first(),
    ).toBeVisible()
    await expect(text).toHaveValue(/周四/)
    await expectReadable(page)
  })

  await test.step('what was understood is shown before it is saved', async () => {
    await text.fill(notice)
    await check.click()
    const understood = page.getByRole('region', { name: chinese('calendar.understood') })
    await expect(understood.getByRole('rowheader')).toHaveText([
      '1月1日（周五）至1月3日（周日）',
      '5月1日（周六）至5月5日（周三）',
      '5月8日（周六）',
    ])
    await expectReadable(page)
    await page.getByRole('button', { name: chinese('calendar.save', { year: 2027, version: 1 }) }).click()
    await expect(
      page.getByText(chinese('calendar.source', { title: '国办发明电〔2026〕9号', version: 1 })),
    ).toBeVisible()
    await expect(page.getByText(chinese('calendar.missing', { year: 2027 }))).toBeHidden()
  })

  await signIn(page, app, '三桥社区书记')
  await page.goto('/sanqiao/calendar')
  await expect(page.getByRole('rowheader', { name: '5月8日（周六）' })).toBeVisible()
})

test('三桥社区书记改了工作时间，社工看得到、改不了', async ({ page, app }) => {
  await signIn(page, app, '三桥社区书记')
  await page.goto('/sanqiao/calendar')
  await expect(page.getByText(chinese('calendar.hours_usual'))).toBeVisible()
  const second = page.getByRole('group', { name: chinese('calendar.period_number', { n: 2 }) })
  const save = page.getByRole('button', { name: chinese('app.save') })

  await second.getByLabel(chinese('calendar.to')).fill('13:00')
  await save.click()
  await expect(page.getByText(chinese('calendar.hours_reversed')).first()).toBeVisible()
  await expectReadable(page)

  await second.getByLabel(chinese('calendar.to')).fill('18:00')
  await save.click()
  await expect(page.getByText('14:00–18:00')).toBeVisible()
  await expect(page.getByText(chinese('calendar.hours_saved'))).toBeVisible()

  await signIn(page, app, '三桥社区社工一')
  await page.goto('/sanqiao/calendar')
  await expect(page.getByText('14:00–18:00')).toBeVisible()
  await expect(save).toBeHidden()
})
