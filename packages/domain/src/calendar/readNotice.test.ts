import { describe, expect, test } from 'vitest'
import { compareDays, findMissingYear, groupDays, isSameChange, isSameHoliday, listYears } from './noticeDays.ts'
import { readNotice } from './readNotice.ts'

const of2026 = `国务院办公厅关于2026年
部分节假日安排的通知
国办发明电〔2025〕7号

各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作，遇有重大突发事件，要按规定及时报告并妥善处置，确保人民群众祥和平安度过节日假期。
国务院办公厅
2025年11月4日`

const of2025 = `国务院办公厅关于2025年部分节假日安排的通知
国办发明电〔2024〕12号
一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。`

/** With days in the year before, no weekdays, and an appeal that is no day off. */
const older = `国办发明电〔2022〕16号 关于2023年部分节假日安排的通知
一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。
二、春节：1月21日至27日放假调休，共7天。1月28日（星期六）、29日（星期日）上班。鼓励职工在除夕前一日（1月20日）休息。`

const dayLines = (text: string) =>
  groupDays(readNotice({ text }).days, isSameHoliday).map(({ from, to, kind, name }) => `${from} ${to} ${kind} ${name}`)

describe('the text of the State Council’s General Office', () => {
  test('of 2026 is read whole: days off, made-up days, year and number', () => {
    expect(readNotice({ text: of2026 })).toMatchObject({ year: 2026, title: '国办发明电〔2025〕7号', unread: [] })
    expect(dayLines(of2026)).toEqual([
      '2026-01-01 2026-01-03 off 元旦',
      '2026-01-04 2026-01-04 work 元旦',
      '2026-02-14 2026-02-14 work 春节',
      '2026-02-15 2026-02-23 off 春节',
      '2026-02-28 2026-02-28 work 春节',
      '2026-04-04 2026-04-06 off 清明节',
      '2026-05-01 2026-05-05 off 劳动节',
      '2026-05-09 2026-05-09 work 劳动节',
      '2026-06-19 2026-06-21 off 端午节',
      '2026-09-20 2026-09-20 work 国庆节',
      '2026-09-25 2026-09-27 off 中秋节',
      '2026-10-01 2026-10-07 off 国庆节',
      '2026-10-10 2026-10-10 work 国庆节',
    ])
  })

  test('of 2025 is read whole: a single day, over the end of a month, and two holidays at once', () => {
    expect(readNotice({ text: of2025 })).toMatchObject({ year: 2025, title: '国办发明电〔2024〕12号', unread: [] })
    expect(dayLines(of2025)).toEqual([
      '2025-01-01 2025-01-01 off 元旦',
      '2025-01-26 2025-01-26 work 春节',
      '2025-01-28 2025-02-04 off 春节',
      '2025-02-08 2025-02-08 work 春节',
      '2025-04-04 2025-04-06 off 清明节',
      '2025-04-27 2025-04-27 work 劳动节',
      '2025-05-01 2025-05-05 off 劳动节',
      '2025-05-31 2025-06-02 off 端午节',
      '2025-09-28 2025-09-28 work 国庆节、中秋节',
      '2025-10-01 2025-10-08 off 国庆节、中秋节',
      '2025-10-11 2025-10-11 work 国庆节、中秋节',
    ])
  })

  test('may begin in the year before, name a month once, and appeal for what is no day off', () => {
    expect(dayLines(older)).toEqual([
      '2022-12-31 2023-01-02 off 元旦',
      '2023-01-21 2023-01-27 off 春节',
      '2023-01-28 2023-01-29 work 春节',
    ])
    expect(readNotice({ text: older }).unread).toEqual(['鼓励职工在除夕前一日(1月20日)休息'])
  })

  test('with spaces, broken lines and full-width figures is the same', () => {
    const copied = of2026.replaceAll('至', ' 至\n').replaceAll('2月', '２月').replaceAll('日（', '日 （')
    expect(readNotice({ text: copied })).toEqual(readNotice({ text: of2026 }))
  })
})

test('rows of a table are read in any order of columns, with and without headings', () => {
  const pasted = { year: 2027, title: '示例〔2026〕1号' }
  const days = [
    { day: '2027-01-01', kind: 'off', name: '元旦' },
    { day: '2027-01-03', kind: 'work', name: '元旦' },
  ]
  const text = '日期\t安排\t节日\n2027/1/1\t放假\t元旦\n2027年1月3日\t上班\t元旦\n'
  expect(readNotice({ ...pasted, text })).toEqual({ ...pasted, days, unread: [] })
  expect(readNotice({ title: pasted.title, text: '元旦 2027-01-01 休\n元旦 2027-01-03 班' })).toMatchObject({
    year: 2027,
    days,
  })
})

describe('what cannot be right is refused', () => {
  const head = '关于2027年部分节假日安排的通知 国办发明电〔2026〕9号\n一、元旦：'
  test.each([
    ['calendar.weekday_differs', `${head}1月1日（周四）放假1天。`],
    ['calendar.count_differs', `${head}1月1日至3日放假，共4天。`],
    ['calendar.days_reversed', `${head}1月3日至1日放假。`],
    ['calendar.no_such_day', `${head}2月30日放假。`],
    ['calendar.no_such_day', `${head}3日放假。`],
    ['calendar.day_twice', `${head}1月1日至3日放假。1月3日（周日）上班。`],
    ['calendar.made_up_on_weekday', `${head}1月1日放假。1月5日（周二）上班。`],
    ['calendar.day_outside_year', `${head}2028年5月1日放假。`],
    ['calendar.notice_not_understood', `${head}另行通知。`],
    ['calendar.notice_not_understood', '关于2027年部分节假日安排的通知 国办发明电〔2026〕9号'],
    ['calendar.year_missing', '一、元旦：1月1日放假。'],
    ['calendar.title_missing', '2027-01-01 放假 元旦'],
    ['calendar.line_not_understood', '2027-01-01 放假 元旦\n2027-02-30 放假 春节'],
  ])('%s: %s', (code, text) => {
    expect(() => readNotice({ text })).toThrow(code)
  })

  test('and so is a year typed beside a text of another year', () => {
    expect(() => readNotice({ text: of2026, year: 2027 })).toThrow('calendar.year_differs')
  })
})

test('a correction says which days it changes', () => {
  const { days } = readNotice({ text: of2025 })
  expect(compareDays(days, days)).toEqual([])
  expect(compareDays(days, [...days.slice(1), { day: '2025-12-31', kind: 'off', name: '元旦' }])).toEqual([
    { day: '2025-01-01', before: 'off', after: null },
    { day: '2025-12-31', before: null, after: 'off' },
  ])
  const later = days.filter(({ day }) => day < '2025-10-01')
  expect(groupDays(compareDays(days, later), isSameChange)).toMatchObject([
    { from: '2025-10-01', to: '2025-10-08', before: 'off', after: null, count: 8 },
    { from: '2025-10-11', to: '2025-10-11', before: 'work', after: null, count: 1 },
  ])
})

test('the notice of the next year is asked for from November, and that of this year at once', () => {
  expect(findMissingYear('2026-10-31', [2026])).toBe(null)
  expect(findMissingYear('2026-11-01', [2026])).toBe(2027)
  expect(findMissingYear('2026-12-01', [2027, 2026])).toBe(null)
  expect(findMissingYear('2027-01-02', [2026])).toBe(2027)
  expect(listYears('2026-11-29', [2026, 2025])).toEqual([2027, 2026, 2025])
})
