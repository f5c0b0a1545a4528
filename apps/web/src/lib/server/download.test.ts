import type { Download } from '@bilin/api/rooms/files/download'
import { expect, test } from 'vitest'
import { sendDownload, sendSheet } from './download.ts'

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

test('a workbook that is still being made is sent piece by piece; one that cannot be begun is an error and no file', async () => {
  const at = { url: new URL('http://bilin.example/sanqiao/estates/sheet') }
  let ended = false
  async function* pieces(): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
    try {
      for (const text of ['甲', '乙', '丙']) yield new Uint8Array(Buffer.from(text))
    } finally {
      ended = true
    }
  }
  const whole = await sendSheet(at, Promise.resolve({ name: '小区台账.xlsx', pieces: pieces() }))
  expect(whole.headers.get('content-disposition')).toContain('filename="sanqiao-estates.xlsx"')
  expect(await whole.text()).toBe('甲乙丙')

  ended = false
  const left = await sendSheet(at, Promise.resolve({ name: '小区台账.xlsx', pieces: pieces() }))
  await left.body!.cancel()
  expect(ended).toBe(true)

  async function* failing(): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
    yield* []
    throw new Error('no such community')
  }
  await expect(sendSheet(at, Promise.resolve({ name: 'x.xlsx', pieces: failing() }))).rejects.toThrow('no such')
})
