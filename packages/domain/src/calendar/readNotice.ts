/**
 * Reads a notice as it is pasted: the text of the State Council's General Office, or rows of a table.
 *
 * Shapes    the text has numbered items, 一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
 *           Rows have a day, 放假 or 上班, and the holiday's name, in any order.
 * Refusals  calendar.notice_not_understood, line_not_understood, year_missing, year_differs, title_missing, no_such_day,
 *           days_reversed, weekday_differs, count_differs; those of notice.ts.
 */
import { addDays, daysBetween, type Day } from '../calendar.ts'
import { refuse, type RefusalCode } from '../refusal.ts'
import { halfWidth } from '../typed.ts'
import { assertDaysOfYear, type Notice } from './notice.ts'
import type { NoticeDay } from './noticeDays.ts'
import { readRows } from './noticeRows.ts'

type Pasted = { text: string; year?: number | undefined; title?: string | undefined }
/** `unread` has the sentences that name a day and were not understood: an appeal to take a day's leave, for instance. */
export type ReadNotice = Notice & { unread: string[] }

export function readNotice({ text, year: typedYear, title: typedTitle }: Pasted): ReadNotice {
  const plain = halfWidth(text)
  const rows = readRows(plain)
  const [, namedYear] = /(?:关于|现将)\s*(\d{4})年/u.exec(plain) ?? []
  const [titleInText] = /国办发(?:明电)?\s*[〔[(]\d{4}[〕\])]\s*\d{1,3}号/u.exec(plain) ?? []
  const yearInText = rows ? yearOfMost(rows) : namedYear ? Number(namedYear) : undefined
  const year = typedYear ?? yearInText ?? refuse('invalid', 'calendar.year_missing', { field: 'year' })
  if (yearInText !== undefined && yearInText !== year)
    refuse('invalid', 'calendar.year_differs', { params: { written: yearInText, year }, field: 'year' })
  const title = typedTitle ?? titleInText ?? refuse('invalid', 'calendar.title_missing', { field: 'title' })
  const read = rows ? { days: rows, unread: [] } : readText(plain, year)
  const notice = { year, title, ...read }
  assertDaysOfYear(notice)
  return notice
}

const yearOfMost = (rows: readonly NoticeDay[]) => {
  const years = rows.map(({ day }) => Number(day.slice(0, 4)))
  const countYear = (year: number) => years.filter((other) => other === year).length
  return years.toSorted((a, b) => countYear(b) - countYear(a))[0]
}

function readText(plain: string, year: number) {
  const items = [...plain.matchAll(/[一二三四五六七八九十]{1,3}、([^:\n]{1,20}):/gu)]
  const days: NoticeDay[] = []
  const unread: string[] = []
  for (const [at, { 0: head, 1: name, index }] of items.entries()) {
    const body = plain.slice(index + head.length, items[at + 1]?.index).replace(/\s/gu, '')
    for (const sentence of body.split(/[.;]/u)) {
      const read = readSentence(sentence, name!.trim(), year)
      days.push(...read)
      if (read.length === 0 && /\d日|放假|上班/u.test(sentence) && !sentence.startsWith('国务院')) unread.push(sentence)
    }
  }
  if (days.length === 0) no('calendar.notice_not_understood')
  return { days, unread }
}

/** The days before 放假 are off, those before 上班 are made up. */
function readSentence(sentence: string, name: string, year: number): NoticeDay[] {
  const days: NoticeDay[] = []
  let from = 0
  for (const { 0: word, index } of sentence.matchAll(/放假|上班/gu)) {
    const kind = word === '放假' ? 'off' : 'work'
    days.push(...readDays(sentence.slice(from, index), year).map((day) => ({ day, kind, name }) as const))
    from = index + word.length
  }
  const [, total] = /(?:共|放假)(\d{1,2})天/u.exec(sentence) ?? []
  const counted = days.filter(({ kind }) => kind === 'off').length
  if (total && counted > 0 && Number(total) !== counted) no('calendar.count_differs', { name, written: total, counted })
  return days
}

/** 2月14日(周六)、28日(周六), or 1月1日(周四)至3日(周六): a month or year that is left out is the one before. */
function readDays(words: string, year: number): Day[] {
  const days: Day[] = []
  let month = ''
  let end = 0
  for (const found of words.matchAll(/(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^()]{0,30})\))?/gu)) {
    const [whole, inYear, inMonth, date, aside = ''] = found
    month = inMonth ?? month
    const day = composeDay(inYear ?? String(year), month, date!)
    assertWeekday(day, aside)
    const first = days.at(-1)
    if (first && /^(?:至|到|[-~—–]{1,2})$/u.test(words.slice(end, found.index))) days.push(...daysAfter(first, day))
    else days.push(day)
    end = found.index + whole.length
  }
  return days
}

function daysAfter(from: Day, to: Day): Day[] {
  const count = daysBetween(from, to)
  if (count < 0 || count > 31) no('calendar.days_reversed', { from, to })
  return Array.from({ length: count }, (_, at) => addDays(from, at + 1))
}

function composeDay(year: string, month: string, date: string): Day {
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  const there = !Number.isNaN(Date.parse(day)) && addDays(day, 0) === day
  return there ? day : no('calendar.no_such_day', { day: month ? `${month}月${date}日` : `${date}日` })
}

function assertWeekday(day: Day, aside: string): void {
  const [written, weekday] = /(?:周|星期)([日天一二三四五六])/u.exec(aside) ?? []
  if (weekday && '日一二三四五六'.indexOf(weekday.replace('天', '日')) !== new Date(day).getUTCDay())
    no('calendar.weekday_differs', { day, written: written! })
}

const no = (code: RefusalCode, params: Record<string, string | number> = {}): never =>
  refuse('invalid', code, { params, field: 'text' })
