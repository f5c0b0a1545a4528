/**
 * Forty thousand characters meant to keep a parser busy, sent through every parser of text from outside. A short value is
 * refused before a pattern sees it; a long text costs at most twice as much when it is twice as long.
 */
import { readNotice } from '@bilin/domain/calendar/readNotice'
import {
  choice,
  day,
  decimal,
  stripSeparators,
  id,
  line,
  optional,
  paragraph,
  phone,
  tick,
  timeOfDay,
  whole,
} from '@bilin/domain/fields'
import { ProjectSlug, makeSlug } from '@bilin/domain/projects/project'
import { Report } from '@bilin/domain/projects/report'
import { PracticeSearch } from '@bilin/domain/practices/search'
import { indicatorCodes } from '@bilin/domain/practices/practice'
import { RoundSlug } from '@bilin/domain/scorecards/rounds/round'
import { Fingerprint } from '@bilin/domain/scorecards/seals/fingerprint'
import { makeExcerpt, toSearchVector, highlight, parseQuery } from '@bilin/domain/search'
import { TenantSlug } from '@bilin/domain/tenants/slug'
import { halfWidth, numeric } from '@bilin/domain/typed'
import { findHeader } from '@bilin/sheets/header'
import { readPaste } from '@bilin/sheets/paste'
import { sheetName, wordKey, type SheetColumn, type ColumnKind } from '@bilin/sheets/sheet'
import { readValue } from '@bilin/sheets/values/cell'
import { clean, narrow } from '@bilin/sheets/values/cellReading'
import { getCellFormat } from '@bilin/sheets/xlsx/styles'
import { plainText } from '@bilin/sheets/xlsx/workbook'
import { attribute, readXml } from '@bilin/sheets/xlsx/xml'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { readFields } from '../../apps/web/src/lib/server/formFields.ts'
import { countPatternWork } from '../support/patternWork.ts'

type Parsers = Record<string, (text: string) => unknown>

const HALF = 20_000
const runs = ['9', ' ', '-', '(', ')', '[', ']', '三', '百', 'e\u0301', '\u0301', '"', '""', `"'`, '"\t', '\t"', '%']
const others = [
  '*',
  '0',
  '1,',
  '.',
  'a-',
  '_x',
  '&',
  '&a;',
  'a=',
  'a="',
  '<a b="',
  '</',
  '\r\n',
  '\u200b',
  '\u3000',
  '１',
  '[[h]',
]
const hostile = [...runs, ...others]

/** With an end that makes what came before it wrong. */
const textOf = (piece: string, length: number) =>
  `${piece.repeat(Math.ceil(length / piece.length)).slice(0, length - 1)}x`

const parse = (schema: z.ZodType) => (text: string) => schema.safeParse(text)

/** Longer than any value these accept, with the room that a line has for spaces. */
const LONGEST_SHORT = 4 * 60 + 1000

const short: Parsers = {
  line: parse(line(60)),
  whole: parse(whole()),
  decimal: parse(decimal()),
  day: parse(day()),
  choice: parse(choice(['one', 'two'])),
  id: parse(id()),
  phone: parse(phone()),
  tick: parse(tick()),
  optional: parse(optional(line(60))),
  'tenant slug': parse(TenantSlug),
  'project slug': parse(ProjectSlug),
  'round slug': parse(RoundSlug),
  makeSlug,
  'report of a task': (text) => Report.safeParse({ progress: text, taskId: text, seen: text, status: text }),
  'indicator codes': parse(indicatorCodes()),
  'a search for practices': (text) => PracticeSearch.safeParse({ q: text, member: text, indicator: text, after: text }),
  fingerprint: parse(Fingerprint),
  numeric,
  timeOfDay: parse(timeOfDay()),
  wantedOf: parseQuery,
  getCellFormat,
  wordKey,
  'name of a field': (text) => readFields([[text, '1']]),
  'header of a sheet': (text) =>
    findHeader([{ row: 1, hidden: false, cells: new Map([[1, cell(text)]]) }], sheetOf('text')),
}

const cell = (text: string) => ({ is: 'text', text }) as const
const columnOf = (kind: ColumnKind): SheetColumn => ({
  key: 'a',
  header: '甲',
  kind,
  choices: [{ value: 'one', label: '一' }],
})
const sheetOf = (kind: ColumnKind) => ({ title: '表', columns: [columnOf(kind)] })
const read = (kind: ColumnKind) => (text: string) => readValue(cell(text), columnOf(kind), false)

const long: Parsers = {
  paragraph: parse(paragraph(50_000)),
  halfWidth,
  stripSeparators,
  toSearchVector: (text) => toSearchVector([{ text, weight: 'A' }]),
  marked: (text) => highlight(text, ['9', '三', 'aa']),
  excerptOf: (text) => makeExcerpt(text, ['9', '三']),
  sheetName,
  'notice of holidays': (text) => outcomeOf(() => readNotice({ text: `一、元旦：${text}`, year: 2027, title: '示例' })),
  'days of a holiday': (text) =>
    outcomeOf(() => readNotice({ text: `一、元旦：1月1日（${text}`, year: 2027, title: '示例' })),
  'rows of holidays': (text) => outcomeOf(() => readNotice({ text: `2027-01-01 放假 元旦\n${text}`, title: '示例' })),
  'text of a cell': read('text'),
  'number of a cell': read('decimal'),
  'day of a cell': read('day'),
  'choice of a cell': read('choice'),
  clean,
  narrow,
  plainText,
  'paste of text': (text) => readPaste(`甲\n${text}`, sheetOf('text')),
  'paste of numbers': (text) => readPaste(`甲\n${text}`, sheetOf('whole')),
  'attributes of a tag': (text) => attribute(` ${text}`, 'r'),
  'text of a worksheet': (text) => readXml(bytesOf(`<a>${text}</a>`), nobody),
  'tag of a worksheet': (text) =>
    readXml(bytesOf(`<a ${text}>`), { ...nobody, open: (_, found) => attribute(found, 'r') }),
  'value of a field': (text) => readFields([['name', text]]),
}

/** A refusal is an answer too. */
function outcomeOf(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    return error
  }
}

const nobody = { open: () => undefined, close: () => undefined, text: () => undefined }
async function* bytesOf(text: string) {
  yield new TextEncoder().encode(text)
}

const problemsOfShort = (name: string, parser: Parsers[string]) =>
  listProblems(name, async (piece) => {
    const { longest } = await countPatternWork(() => parser(textOf(piece, 2 * HALF)))
    return longest > LONGEST_SHORT && `a pattern was given ${longest} characters`
  })

const problemsOfLong = (name: string, parser: Parsers[string]) =>
  listProblems(name, async (piece) => {
    const once = await countPatternWork(() => parser(textOf(piece, HALF)))
    const twice = await countPatternWork(() => parser(textOf(piece, 2 * HALF)))
    const grew = twice.characters / Math.max(once.characters, HALF)
    if (grew > 2.5) return `twice the text is ${grew.toFixed(1)} times the work`
    return twice.characters > 40 * HALF && `the text is read ${Math.round(twice.characters / (2 * HALF))} times`
  })

async function listProblems(name: string, check: (piece: string) => Promise<string | false>): Promise<string[]> {
  const problems: string[] = []
  for (const piece of hostile) {
    const problem = await check(piece)
    if (problem) problems.push(`${name} of ${JSON.stringify(piece)}: ${problem}`)
  }
  return problems
}

test.each(Object.entries(short))(
  'a text longer than any %s is refused before a pattern reads it',
  async (name, parser) => {
    expect(await problemsOfShort(name, parser)).toEqual([])
  },
)

test.each(Object.entries(long))('%s: twice the hostile text costs at most twice the work', async (name, parser) => {
  expect(await problemsOfLong(name, parser)).toEqual([])
})

test('the check sees a parser without a bound, and one that reads its text again and again', async () => {
  const unbounded = (text: string) => /^\d+$/u.test(text.replace(/\s/gu, ''))
  expect(await problemsOfShort('unbounded', unbounded)).toHaveLength(hostile.length)
  const again = (text: string) => {
    for (let at = 0; at < text.length; at += 50) /y/u.test(text.slice(at))
  }
  expect(await problemsOfLong('again', again)).toHaveLength(hostile.length)
})
