/** A rubric goes out to Excel, is changed there, and is looked at before it becomes the next version. */
import { template } from '@bilin/domain/scorecards/rubrics/template'
import { readSheet } from '@bilin/sheets/read'
import type { SheetColumn } from '@bilin/sheets/sheet'
import { writeWorkbook } from '@bilin/sheets/write'
import { expect } from 'vitest'
import { refusal, test, type World } from '../../../support/world.ts'
import { coordinatorOf } from '../round.ts'

type Line = Record<string, string>
const plain = (title: string, headers: readonly string[]) => ({
  title,
  columns: headers.map((header): SheetColumn => ({ key: header, header, kind: 'text' })),
})
const headers = [
  '维度编号',
  '维度',
  '指标编号',
  '指标',
  '权重',
  '来源',
  '涉及安全',
  '怎么看',
  '5 分的样子',
  '4 分的样子',
  '3 分的样子',
  '2 分的样子',
  '1 分的样子',
  '计数方式',
  '计数表',
  '依据',
  '维度（英文）',
  '指标（英文）',
  '怎么看（英文）',
  '5 分（英文）',
  '4 分（英文）',
  '3 分（英文）',
  '2 分（英文）',
  '1 分（英文）',
]
const indicators = plain('评分细则', headers)
const vetoes = plain('一票否决', ['否决事项', '否决事项（英文）'])

async function out(world: World) {
  const coordinator = await coordinatorOf(world)
  const { rubricId } = await coordinator.rubrics.add({ title: '试行细则' })
  const { name, content } = await coordinator.rubrics.sheet({ rubricId })
  const lines = async (sheet: typeof indicators): Promise<Line[]> => {
    const answer = await readSheet(Buffer.from(content, 'base64'), sheet)
    if (!answer.ok) throw new Error(answer.refusal.code)
    return answer.rows.map(({ values }) => values)
  }
  const read = async (rows: Line[], vetoRows?: Line[]) =>
    coordinator.rubrics.readSheet({
      rubricId,
      file: new Uint8Array(
        await writeWorkbook([{ sheet: indicators, rows }, ...(vetoRows ? [{ sheet: vetoes, rows: vetoRows }] : [])]),
      ),
    })
  return { coordinator, rubricId, name, content, lines, read }
}

test('it comes back as it went out, in other programs too', async ({ world }) => {
  const { name, lines, read, coordinator, rubricId, content } = await out(world)
  expect(name).toBe('试行细则 第 1 版.xlsx')
  const rows = await lines(indicators)
  expect(rows).toHaveLength(38)
  expect(rows[8]).toMatchObject({
    指标编号: 'C1',
    权重: '4',
    来源: '现场查看',
    计数表: '0=5；1=4；2=3；4=2；6=1',
  })
  expect(rows[0]).toMatchObject({ '5 分的样子': '党组织已成立，公示信息 3 个月内更新过', 涉及安全: '否' })
  const again = await read(rows, await lines(vetoes))
  expect(again).toMatchObject({ problems: [], flaws: [], body: template })
  const own = await coordinator.rubrics.readSheet({
    rubricId,
    file: new Uint8Array(Buffer.from(content, 'base64')),
  })
  expect(own.body).toEqual(template)
  expect(own.changes).toEqual({ dimensions: [], indicators: [], vetoes: { added: [], removed: [] } })
})

test('what was changed is shown before anything is saved, and then becomes the next version', async ({ world }) => {
  const { coordinator, rubricId, lines, read } = await out(world)
  const rows = await lines(indicators)
  rows[0] = { ...rows[0], 权重: '2' }
  rows[8] = { ...rows[8], 权重: '5', 计数表: '0＝5，2＝3，5：1' }
  const { problems, flaws, body, changes } = await read(rows, [{ 否决事项: '虚假公示' }])
  expect([problems, flaws]).toEqual([[], []])
  expect(changes?.indicators.map(({ code, fields }) => [code, fields])).toEqual([
    ['A1', ['weight']],
    ['C1', ['weight', 'scale']],
  ])
  expect(changes?.vetoes).toMatchObject({ added: [{ zh: '虚假公示' }], removed: template.vetoes })
  expect((await coordinator.rubrics.get({ rubricId })).versions).toHaveLength(1)
  await coordinator.rubrics.revise({ rubricId, version: 1, title: '试行细则', body: body! })
  expect((await coordinator.rubrics.get({ rubricId })).versions).toHaveLength(2)
})

test('a file without the sheet of vetoes leaves them as they are', async ({ world }) => {
  const { lines, read } = await out(world)
  expect((await read(await lines(indicators))).body?.vetoes).toEqual(template.vetoes)
})

test('weights that do not total a hundred come with what is missing, and can be mended on the page', async ({
  world,
}) => {
  const { lines, read } = await out(world)
  const rows = await lines(indicators)
  rows[0] = { ...rows[0], 权重: '1.5' }
  const { problems, flaws, body } = await read(rows)
  expect([problems, flaws]).toEqual([[], ['权重合计 98.5，还差 1.5，必须正好是 100。请调整后再保存。']])
  expect(body?.dimensions[0]?.indicators[0]?.weight).toBe(1.5)
})

test('what cannot be read is reported row by row, in words', async ({ world }) => {
  const { lines, read } = await out(world)
  const rows = await lines(indicators)
  rows[0] = { ...rows[0], 权重: '三分多' }
  rows[1] = { ...rows[1], 来源: '听说' }
  rows[8] = { ...rows[8], 计数表: '1=5；2=4' }
  rows[9] = { ...rows[9], 指标编号: 'C-2' }
  const { problems, body } = await read(rows)
  expect(body).toBeNull()
  expect(problems).toHaveLength(4)
  expect(problems[0]).toContain('第2行“权重”')
  expect(problems[1]).toContain('第3行“来源”：没有“听说”这一项')
  expect(problems[2]).toBe('第10行“计数表”：计数表第一行必须从 0 开始，不然查到 0 处时没有分。请修改第一行。')
  expect(problems[3]).toContain('第11行“指标编号”：编号请用')
})

test('what is no Excel file is refused, and nothing is kept', async ({ world }) => {
  const { coordinator, rubricId } = await out(world)
  const sent = (words: string) => coordinator.rubrics.readSheet({ rubricId, file: new Uint8Array(Buffer.from(words)) })
  expect(await refusal(sent('权重,100'))).toBe('sheets.refusal.csv_not_excel')
  expect(await refusal(sent(''))).toBe('sheets.refusal.empty_file')
})
