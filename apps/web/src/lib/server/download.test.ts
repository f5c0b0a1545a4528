import type { Download } from '@bilin/api/rooms/files/download'
import { expect, test } from 'vitest'
import { sendDownload } from './download.ts'

const id = '0198d0a4-7b1e-7c55-9d20-6f0c8a1f2b3c'
const sheet = (title: string): Download => ({ kind: 'sheet', name: `${title}.xlsx`, content: 'UEs=' })

async function send(path: string, download: Download) {
  const { headers } = await sendDownload({ url: new URL(`http://bilin.example${path}`) }, Promise.resolve(download))
  const header = headers.get('content-disposition') ?? ''
  const [, ascii, utf8] = /^attachment; filename="([\w.-]+)"; filename\*=UTF-8''([\w.~!%-]+)$/u.exec(header) ?? []
  return { ascii, name: decodeURIComponent(utf8 ?? ''), type: headers.get('content-type') }
}

test('a workbook is named in the reader’s language, and in English after its address for programs that read only ASCII', async () => {
  expect(await send('/bilin/scorecards/2026-q3/results/sheet', sheet('2026 年第三季度互评 结果'))).toEqual({
    name: '2026 年第三季度互评 结果.xlsx',
    ascii: 'bilin-scorecards-2026-q3-results.xlsx',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  })
})

test('a calendar is one by its type and by both names', async () => {
  const calendar: Download = { kind: 'calendar', name: '冬季互评.ics', content: '' }
  expect(await send('/bilin/scorecards/winter/visits/calendar', calendar)).toEqual({
    name: '冬季互评.ics',
    ascii: 'bilin-scorecards-winter-visits-calendar.ics',
    type: 'text/calendar; charset=utf-8',
  })
})

test.each([
  [`/bilin/scorecards/winter/visits/${id}/sheet`, 'bilin-scorecards-winter-visits.xlsx'],
  ['/bilin/projects/%E7%A7%B8%E7%A7%86/sheet', 'bilin-projects.xlsx'],
  ['/bilin/pro"jects/a%0Db/sheet', 'bilin.xlsx'],
])('the English name of %s leaves out what nobody can read', async (path, ascii) => {
  expect(await send(path, sheet('甲'))).toMatchObject({ ascii })
})

test('signs that would end the name early are escaped', async () => {
  expect((await send('/bilin/x/sheet', sheet("o'clock (100%) *"))).name).toBe("o'clock (100%) *.xlsx")
})
