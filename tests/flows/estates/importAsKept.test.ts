/** Sheets as a secretary has them: read, corrected with taps, imported, and undone. */
import { Sharing } from '@bilin/db/sharing'
import { expect } from 'vitest'
import { refusal, test, type World } from '../../support/world.ts'
import { at, clock, exported, sheetOf } from './workbooks.ts'

const HEADINGS = '序号\t小区名称\t小区性质\t总户数（户）\t幢数\t收费标准\t聯繫電話\t物业企业\t合同开始日期\t合同到期日'
const paste = (...lines: string[]) => ({ pasted: ['二〇二六年小区一览', HEADINGS, ...lines].join('\n') })
type Estates = Awaited<ReturnType<typeof at>>

const confirm = async (estates: Estates, importId: string) =>
  estates.confirmImport({ importId, seen: (await estates.previewImport({ importId })).seen })
const rowsOf = async ({ beyond }: World) =>
  (
    await beyond.query(
      `select name, households, buildings, fee, address, removed_at is null as here from estate order by name`,
    )
  ).rows
const contractsOf = async ({ beyond }: World) =>
  (await beyond.query('select estate_id, company_name, since, until from service_contract order by id')).rows

test('other headings, units, sums and remarks stop nothing, and clear values take one tap', async ({ world }) => {
  const estates = await at(world)
  const { importId } = await estates.readPasted(
    paste(
      '1\t桥东苑\t商品房\t１２８６户\t十八幢\t1.80元\t85001234\t东暉物业(示例)\t2026-01-01\t长期',
      '2\t桥西苑\t安置\t320\t12栋\t0.6\t\t\t\t',
      '3\t桥南苑\t安置\t一百二\t3\t0.6\t\t\t\t',
      '合计\t\t\t1606\t30',
      '填表人：社工\t\t审核人：书记',
    ),
  )
  const read = await estates.previewImport({ importId })
  expect(read).toMatchObject({ counts: { added: 0 }, unfinishedCount: 3, clear: 4, ignored: ['序号'] })
  expect(read.passed.map(({ row, why }) => [row, why])).toEqual([
    [6, 'total'],
    [7, 'note'],
  ])
  expect(read.unfinished[0]?.problems.map(({ suggestion }) => suggestion)).toEqual(['1286', '18', '1.8'])

  await estates.fixImport({ importId, take: 'all' })
  const fixed = await estates.previewImport({ importId })
  expect(fixed.steps.map(({ name, households, contract }) => [name, households, contract?.until])).toEqual([
    ['桥东苑', 1286, null],
    ['桥西苑', 320, undefined],
  ])
  // 一百二 is 120 to one reader and 102 to another: it is never taken with the others.
  expect(fixed.unfinished.map(({ problems }) => problems[0]?.suggestion)).toEqual(['120'])
  expect(await refusal(estates.fixImport({ importId, take: 'everything' }))).toBe('fields.not_a_choice')
  await estates.fixImport({ importId, take: '5:households' })
  expect(await confirm(estates, importId)).toEqual({ added: 3, changed: 0, same: 0, restId: null })
})

test('the preview and the rows to finish open beside the other queries of a page', async ({ world }) => {
  const { importId } = await (await at(world)).readPasted(paste('1\t桥东苑\t商品房\t１２８６户\t1\t\t\t\t\t'))
  const { estates } = await world.as('三桥社区书记').at('sanqiao', { clock, sharing: new Sharing() })
  expect(await estates.previewImport({ importId })).toMatchObject({ unfinishedCount: 1 })
  expect((await estates.unfinishedSheet({ importId })).content).not.toBe('')
})

test('an estate in another spelling is asked about, and is the one that is there or another', async ({ world }) => {
  const estates = await at(world)
  const row = { kind: '商品房', households: '77', buildings: '1' }
  const { importId } = await estates.readFile({
    file: await sheetOf([
      { ...row, name: '和睦家園(示例)' },
      { ...row, name: '新苑(一期)' },
      { ...row, name: '新苑（一期）' },
    ]),
    source: '台账.xlsx',
  })
  const asked = await estates.previewImport({ importId })
  expect(
    asked.unfinished.map(({ row: at, problems }) => [at, problems[0]?.suggestion, problems[0]?.separable]),
  ).toEqual([
    [2, '和睦家园（示例）', true],
    [4, null, true],
  ])
  await estates.fixImport({ importId, take: '2:name' })
  await estates.fixImport({ importId, take: '4:separate' })
  expect(await estates.previewImport({ importId })).toMatchObject({
    unfinishedCount: 0,
    steps: [
      { action: 'changed', name: '和睦家园（示例）' },
      { action: 'added', name: '新苑(一期)' },
      { action: 'added', name: '新苑（一期）' },
    ],
  })
})

test('an empty cell keeps what is there unless clearing is chosen', async ({ world }) => {
  const estates = await at(world)
  const [first] = await exported(world)
  const { importId } = await estates.readFile({ file: await sheetOf([{ ...first, address: '' }]), source: 'a.xlsx' })
  expect(await estates.previewImport({ importId })).toMatchObject({ blanks: 'keep', counts: { same: 1, changed: 0 } })
  await estates.chooseBlanks({ importId, blanks: 'clear' })
  expect((await estates.previewImport({ importId })).steps[0]?.changes).toMatchObject([{ key: 'address', to: '' }])
})

test('a whole import is undone within a day; what was edited since is left and named', async ({ world }) => {
  const estates = await at(world)
  const [before, contracts] = [await rowsOf(world), await contractsOf(world)]
  const [first, second] = await exported(world)
  const added = {
    kind: '商品房',
    households: '10',
    buildings: '1',
    company: '东晖物业（示例）',
    since: '2026-01-01',
  } as const
  const rows = [
    { ...first, households: '1', until: '2030-01-01' },
    { ...second, buildings: '1' },
  ]
  const file = await sheetOf([...rows, { ...added, name: '甲苑' }, { ...added, name: '乙苑' }])
  const importAll = async () => {
    const { importId } = await estates.readFile({ file, source: '台账.xlsx' })
    await confirm(estates, importId)
    return importId
  }
  const importId = await importAll()
  expect((await estates.recentImports()).undoable).toMatchObject([{ id: importId, source: '台账.xlsx', count: 4 }])
  expect(await estates.undoImport({ importId })).toEqual({ undone: 4, left: [] })
  expect((await rowsOf(world)).filter(({ here }) => here)).toEqual(before)
  expect(await contractsOf(world)).toEqual(contracts)
  expect(await refusal(estates.undoImport({ importId }))).toBe('estates.undo_gone')

  const again = await importAll()
  const found = (await estates.records({ search: '乙苑' })).rows[0]!
  await estates.change({
    kind: 'commercial',
    estateId: found.id,
    revision: found.revision,
    name: '乙苑',
    households: 11,
    buildings: 1,
  })
  expect(await estates.undoImport({ importId: again })).toEqual({ undone: 3, left: ['乙苑'] })
  expect((await rowsOf(world)).filter(({ here }) => here).length).toBe(before.length + 1)

  const late = await importAll()
  const tomorrow = (await world.as('三桥社区书记').at('sanqiao', { clock: new Date(clock.getTime() + 86_400_001) }))
    .estates
  expect(await refusal(tomorrow.undoImport({ importId: late }))).toBe('estates.undo_gone')
})

test('a search finds an estate in traditional and in simplified characters, whatever brackets it has', async ({
  world,
}) => {
  const estates = await at(world)
  for (const search of ['和睦家園', '和睦家园(示例)', '和 睦家', '【示例】'])
    expect((await estates.records({ search })).rows.map(({ name }) => name)).toContain('和睦家园（示例）')
  // The control.
  expect((await estates.records({ search: '和睦家圆' })).rows).toEqual([])
})
