/** Writing and reading back is the identity, for whatever can be written and for as much as ten thousand rows. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readSheet } from './read.ts'
import type { Sheet, Value } from './sheet.ts'
import { writeSheet } from './write.ts'

describe('writing and reading back changes nothing', () => {
  const sheet: Sheet = {
    title: '表',
    columns: [
      { key: 'text', header: '文字', kind: 'text' },
      { key: 'whole', header: '整数', kind: 'whole' },
      { key: 'decimal', header: '小数', kind: 'decimal' },
      { key: 'day', header: '日期', kind: 'day' },
    ],
  }
  /** Excel has no place for control characters and unassigned code points, and we trim what cannot be seen. */
  const seen = (text: string) => text.replace(/[\p{Cc}\p{Cf}\p{Cn}\p{Cs}\p{Co}\p{Z}\ufffd]/gu, ' ').trim()
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'constructor',
      '__proto__',
      'toString',
      '_x0041_',
      '_x005F_x0041_',
      '<b>&amp;</b>',
      ']]>',
      '甲\n乙',
    ),
  )
  const day = fc
    .date({ min: new Date('1900-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  const decimal = fc
    .tuple(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.integer({ min: 0, max: 6 }))
    .map(([number, places]) => String(number / 10 ** places))
  const rows = fc.array(
    fc.record({
      text: text.map((words) => (words === '甲\n乙' ? words : seen(words))),
      whole: fc.maxSafeInteger().map(String),
      decimal: decimal.filter((digits) => !digits.includes('e')),
      day,
    }),
    { minLength: 1, maxLength: 8 },
  )

  test('for texts, numbers and days of every kind', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (written) => {
        expect(await back(sheet, written)).toEqual(written)
      }),
      { numRuns: 60 * Number(process.env['BILIN_PROVE'] ?? 1) },
    )
  })
})

test('ten thousand rows of twelve columns go round', async () => {
  const kinds = ['text', 'whole', 'decimal', 'day'] as const
  const sheet: Sheet = {
    title: '大表',
    columns: Array.from({ length: 12 }, (_, at) => ({
      key: `c${at}`,
      header: `第${at}列`,
      kind: kinds[at % 4] ?? 'text',
    })),
  }
  const value = {
    text: (at: number) => `第${at}行的内容`,
    whole: (at: number) => at,
    decimal: (at: number) => at / 100,
    day: () => '2026-01-05',
  }
  const rows = Array.from({ length: 10_000 }, (_, at) =>
    Object.fromEntries(sheet.columns.map(({ key, kind }) => [key, kind === 'choice' ? '' : value[kind](at)])),
  )
  expect(await back(sheet, rows)).toHaveLength(10_000)
})

async function back(sheet: Sheet, rows: Record<string, Value>[]) {
  const answer = await readSheet(await writeSheet(sheet, rows), sheet)
  if (!answer.ok) throw new Error(answer.refusal.code)
  expect(answer.problems).toEqual([])
  return answer.rows.map(({ values }) => values)
}
