import { readSheet } from '@bilin/sheets/read'
import type { SheetColumn } from '@bilin/sheets/sheet'
import { writeSheet } from '@bilin/sheets/write'
import { expect } from 'vitest'
import { refusal, test, type World } from '../../../support/world.ts'
import { at, opened, plainMarks } from '../round.ts'
import { uploadSheet } from './uploads.ts'

const words = [
  '编号',
  '维度',
  '指标',
  '评分说明',
  '评分',
  '数到几处或百分比',
  '问题等级',
  '地点',
  '发现的问题',
] as const
/** In the story's rubric, with a number that makes mark 4. */
const counted: Record<string, string> = {
  E2: '95',
}
const countedOnce = ['B1', 'B2', 'B3', 'C1', 'C2', 'C4', 'C5', 'D1', 'D2', 'E1', 'F3', 'F5']
for (const code of countedOnce) counted[code] = '1'
const asTyped = {
  title: '评分表',
  columns: words.map((header): SheetColumn => ({ key: header, header, kind: 'text' })),
}
type Line = Partial<Record<(typeof words)[number], string>>

const filled = async (lines: readonly Line[]) => (await writeSheet(asTyped, lines)).toString('base64')

async function getVisit(world: World) {
  const round = await opened(world)
  return { reviewer: await at(world, '国胜社区社工一'), visitId: round.visitOf('国胜社区社工一') }
}

async function linesOf(content: string): Promise<Line[]> {
  const answer = await readSheet(Buffer.from(content, 'base64'), asTyped)
  if (!answer.ok) throw new Error(answer.refusal.code)
  return answer.rows.map(({ values }) => values)
}

test('the score sheet of a visit has every indicator with its guide, and comes back filled in as it is', async ({
  world,
}) => {
  const { reviewer, visitId } = await getVisit(world)
  const blank = await reviewer.visits.sheet({ visitId })
  expect(blank.name).toBe('万科小区 冬季互评.xlsx')
  const lines = await linesOf(blank.content)
  expect(lines).toHaveLength(24)
  expect(lines[0]).toMatchObject({ 编号: 'A1', 维度: '党建引领与共治', 评分: '' })
  expect(lines[0]!.评分说明).toContain('5 分')

  const first = lines.map((line): Line => {
    const number = counted[line.编号 ?? '']
    return { ...line, ...(number ? { 数到几处或百分比: number } : { 评分: '4 良' }) }
  })
  const further = [{ 编号: 'c2', 问题等级: 'S3 一般', 地点: '2 号桶站', 发现的问题: '桶盖破损' }]
  first[0] = { ...first[0], 评分: '5', 问题等级: 'S4', 发现的问题: '公示栏反光，看不清。' }
  first[1] = { ...first[1], 评分: '不适用' }
  const imported = await uploadSheet(reviewer, {
    visitId,
    revision: 0,
    file: await filled([...first, ...further]),
  })
  expect(imported).toEqual({ problems: [], revision: 1, marks: 24, findings: 2 })
  expect(await reviewer.visits.get({ visitId })).toMatchObject({
    submittedAt: null,
    marks: plainMarks(4, { A1: 5, A2: null }),
    counted: { C2: 1, E2: 95 },
    findings: [
      { indicator: 'A1', severity: 'S4' },
      { indicator: 'C2', place: '2 号桶站', text: '桶盖破损' },
    ],
  })

  const again = await linesOf((await reviewer.visits.sheet({ visitId })).content)
  expect(again).toHaveLength(24)
  expect(again[0]).toMatchObject({ 评分: '5 优', 问题等级: 'S4 轻微' })
  const english = (await world.as('国胜社区社工一').at('bilin', { locale: 'en' })).scorecards
  const inEnglish = await english.visits.sheet({ visitId })
  expect(await uploadSheet(reviewer, { visitId, revision: 1, file: inEnglish.content })).toMatchObject({
    problems: [],
    marks: 24,
    findings: 2,
  })
})

test('what is wrong in a filled sheet is said line by line, and nothing of it is kept', async ({ world }) => {
  const { reviewer, visitId } = await getVisit(world)
  const file = await filled([
    { 编号: 'A1', 评分: '6' },
    { 编号: 'Z9', 评分: '5' },
    { 编号: 'A2', 评分: '5' },
    { 编号: 'A2', 评分: '4' },
    { 编号: 'E2', 数到几处或百分比: '98', 发现的问题: '记录不全' },
    { 编号: 'B4', 评分: '5', 问题等级: 'S2' },
    { 编号: 'B1', 数到几处或百分比: '0', 问题等级: 'S2', 发现的问题: '长'.repeat(501) },
    { 编号: 'C1', 评分: '3' },
    { 编号: 'C2', 评分: '不适用' },
    { 编号: 'C4', 评分: '3', 数到几处或百分比: '2' },
  ])
  const { problems, revision } = await uploadSheet(reviewer, { visitId, revision: 0, file })
  expect(problems.map((sentence) => sentence.slice(0, 11))).toEqual([
    '第2行“评分”：没有“',
    '第3行“编号”：这份评',
    '第5行“评分”：A2 ',
    '第6行“问题等级”：写',
    '第7行“发现的问题”：',
    '第8行：字数太多，这一',
    '第9行“数到几处或百分',
  ])
  expect(revision).toBe(0)
  expect(await reviewer.visits.get({ visitId })).toMatchObject({ revision: 0, marks: {}, findings: [] })
})

test('a file that is no Excel file, has other columns or comes from an older form is refused as a whole', async ({
  world,
}) => {
  const { reviewer, visitId } = await getVisit(world)
  const send = (file: string, revision = 0) => uploadSheet(reviewer, { visitId, revision, file })
  expect(await refusal(send(Buffer.from('编号,评分\nA1,5').toString('base64')))).toBe('sheets.refusal.csv_not_excel')
  const other = await writeSheet({ title: '户数', columns: [{ key: 'a', header: '户数', kind: 'text' }] }, [{ a: '1' }])
  expect(await refusal(send(other.toString('base64')))).toBe('sheets.refusal.other_columns')
  await send(await filled([{ 编号: 'A1', 评分: '5' }]))
  expect(await refusal(send(await filled([{ 编号: 'A1', 评分: '2' }])))).toBe('scorecards.changed_meanwhile')
})

test('the sheet of another visit is refused, and one without its line is asked about', async ({ world }) => {
  const round = await opened(world)
  const [one, two] = [await at(world, '国胜社区社工一'), await at(world, '龙馨园物业经理')]
  const own = { visitId: round.visitOf('国胜社区社工一'), revision: 0 }
  const other = await two.visits.sheet({ visitId: round.visitOf('龙馨园物业经理') })
  expect(await refusal(one.visits.readSheet({ ...own, file: other.content }))).toBe('scorecards.sheet_of_another_visit')
  const { content } = await one.visits.sheet({ visitId: own.visitId })
  expect((await one.visits.readSheet({ ...own, file: content })).preview).toMatchObject({ identified: true })
  const bare = await filled([{ 编号: 'A1', 评分: '5' }])
  expect((await one.visits.readSheet({ ...own, file: bare })).preview).toMatchObject({ identified: false })
})

test('before a sheet is taken its reviewer sees what it changes; blanks leave what is there unless all is replaced', async ({
  world,
}) => {
  const { reviewer, visitId } = await getVisit(world)
  await uploadSheet(reviewer, {
    visitId,
    revision: 0,
    file: await filled([{ 编号: 'A1', 评分: '5', 问题等级: 'S4', 发现的问题: '公示栏反光' }]),
  })
  const second = { visitId, revision: 1, file: await filled([{ 编号: 'A2', 评分: '4' }]) }
  const { preview } = await reviewer.visits.readSheet(second)
  expect(preview).toMatchObject({
    marks: [{ code: 'A2', before: null, after: { mark: 4 } }],
    findings: [],
    blank: { codes: ['A1'], findings: [{ indicator: 'A1', text: '公示栏反光' }] },
  })
  expect(await reviewer.visits.get({ visitId }), 'looking changes nothing').toMatchObject({
    revision: 1,
    marks: { A1: 5 },
  })
  await uploadSheet(reviewer, second)
  expect(await reviewer.visits.get({ visitId })).toMatchObject({
    marks: { A1: 5, A2: 4 },
    findings: [{ indicator: 'A1' }],
  })
  await uploadSheet(reviewer, { ...second, revision: 2, replace: true })
  expect(await reviewer.visits.get({ visitId })).toMatchObject({ marks: { A2: 4 }, findings: [] })
})

test('codes in full width, 5分, 优 and percent cells are understood; a share that may be 0.85 or 85 percent is asked about', async ({
  world,
}) => {
  const { reviewer, visitId } = await getVisit(world)
  const file = await filled([
    { 编号: 'Ａ１', 评分: '5分' },
    { 编号: 'A2', 评分: '优' },
    { 编号: 'E2', 数到几处或百分比: '95%' },
  ])
  await uploadSheet(reviewer, { visitId, revision: 0, file })
  expect(await reviewer.visits.get({ visitId })).toMatchObject({ marks: { A1: 5, A2: 5 }, counted: { E2: 95 } })
  const unclear = await filled([
    { 编号: 'E2', 数到几处或百分比: '0.85' },
    { 编号: 'C1', 数到几处或百分比: '3%' },
  ])
  const { problems } = await reviewer.visits.readSheet({ visitId, revision: 1, file: unclear })
  expect(problems.map((sentence) => sentence.slice(0, 26))).toEqual([
    expect.stringContaining('E2 填的是 0.85'),
    expect.stringContaining('C1 数的是几处'),
  ])
})
