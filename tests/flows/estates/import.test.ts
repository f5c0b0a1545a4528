/** Export to Excel, edit, and import with a preview: each row whole or not at all. */
import type { Sheet } from '@bilin/sheets/sheet'
import { readSheet } from '@bilin/sheets/read'
import { writeSheet } from '@bilin/sheets/write'
import { expect } from 'vitest'
import { refusal, test, type World } from '../../support/world.ts'
import { at, clock, exported, exportedFile, sheetOf } from './workbooks.ts'

const from = { source: '台账.xlsx' }
const households = async (world: World) =>
  (await world.beyond.query('select sum(households)::int as sum, count(*)::int as count from estate')).rows[0]

test('the exported ledger, imported again as it is, would change nothing, and shows no contact’s number', async ({
  world,
}) => {
  const estates = await at(world)
  const ledger = await exportedFile(world)
  const { importId } = await estates.readFile({ file: ledger, ...from })
  expect(await estates.previewImport({ importId })).toMatchObject({
    counts: { added: 0, changed: 0, same: 3 },
  })
  expect(JSON.stringify(await exported(world))).toMatch(/138\*{4}100\d/u)
})

test('edited rows are changed and new ones added after confirming, and not one of them before', async ({ world }) => {
  const estates = await at(world)
  const before = await households(world)
  const [first, ...others] = await exported(world)
  const rows = [
    { ...first, households: '１５４０', until: '2028年2月29日' },
    ...others,
    {
      name: '三桥里',
      kind: '安置',
      households: '一百',
      buildings: '3',
      company: '东晖物业(示例)',
      since: '2026/3/1',
    },
  ]
  const { importId } = await estates.readFile({
    file: await sheetOf(rows),
    ...from,
  })
  const preview = await estates.previewImport({ importId })
  expect(preview).toMatchObject({
    counts: { added: 1, changed: 1, same: 2 },
    steps: [
      {
        action: 'changed',
        name: '和睦家园（示例）',
        changes: [{ key: 'households', from: 1538, to: 1540 }, { key: 'contract' }],
      },
      { action: 'added' },
    ],
  })
  expect(await households(world)).toEqual(before)

  await estates.confirmImport({ importId, seen: preview.seen })
  expect(await households(world)).toEqual({ sum: before.sum + 102, count: before.count + 1 })
  const { rows: found } = await estates.records({ search: '三桥里' })
  const { contracts } = await estates.record({ estateId: found[0]!.id })
  expect(contracts).toMatchObject([
    { companyName: '东晖物业（示例）', companyId: expect.any(String), since: '2026-03-01', until: null },
  ])
  expect(await refusal(estates.confirmImport({ importId, seen: preview.seen }))).toBe('estates.import_gone')
})

test('an import whose contracts cannot be written writes no estate either', async ({ world }) => {
  const estates = await at(world)
  const before = await households(world)
  const [first, ...others] = await exported(world)
  const rows = [{ ...first, households: '1540', until: '2028年2月29日' }, ...others]
  const { importId } = await estates.readFile({ file: await sheetOf(rows), ...from })
  const { seen } = await estates.previewImport({ importId })
  await world.beyond.query(`alter table service_contract add constraint planted check (until <> '2028-02-29')`)
  await expect(estates.confirmImport({ importId, seen })).rejects.toThrow()
  expect(await households(world)).toEqual(before)

  await world.beyond.query('alter table service_contract drop constraint planted')
  await estates.confirmImport({ importId, seen })
  expect(await households(world)).toEqual({ ...before, sum: before.sum + 2 })
})

test('good rows go in, and the others stay as a list that says what to correct in which row and column', async ({
  world,
}) => {
  const estates = await at(world)
  const before = await households(world)
  const good = { kind: '商品房', households: '10', buildings: '1' }
  const { importId } = await estates.readFile({
    file: await sheetOf([
      { ...good, name: '好小区' },
      { ...good, name: '坏小区', kind: '别墅', households: '120户' },
      { ...good, name: '好小区' },
      { ...good, name: '远小区', lat: '120.9', lng: '31.9', contactPhone: '电话' },
      { ...good, name: '万科小区', company: '别家物业', since: '2025-01-01' },
    ]),
    ...from,
  })
  const { seen, counts, unfinished } = await estates.previewImport({ importId })
  expect(counts).toEqual({ added: 1, changed: 0, same: 0 })
  expect(unfinished.flatMap(({ problems }) => problems.map(({ sentence }) => sentence))).toEqual([
    expect.stringContaining('第3行“类别”'),
    expect.stringContaining('第3行“户数”'),
    expect.stringContaining('第4行“小区名称”：和第2行重名'),
    expect.stringContaining('第5行“纬度”'),
    expect.stringContaining('第5行“经度”'),
    expect.stringContaining('第5行“联系电话”'),
    expect.stringMatching(/^第6行“合同开始”：.*安和物业（示例），2024-01-01 至 2026-12-31/u),
  ])
  expect(await households(world)).toEqual(before)

  const { restId } = await estates.confirmImport({ importId, seen })
  expect(await households(world)).toEqual({ sum: before.sum + 10, count: before.count + 1 })
  expect(await refusal(estates.previewImport({ importId }))).toBe('estates.import_gone')
  const rest = { importId: restId! }
  const recent = await estates.recentImports()
  expect([recent.undoable, recent.unfinished].map((each) => each.map(({ id }) => id))).toEqual([[importId], [restId]])
  // The second row of one name would change nothing now.
  expect(await estates.previewImport(rest)).toMatchObject({ continued: true, unfinishedCount: 3, counts: { same: 1 } })
  const { content } = await estates.unfinishedSheet(rest)
  const sheet = await readSheet(Buffer.from(content, 'base64'), { title: '', columns: [toMend, ...named] })
  expect(
    sheet.ok && sheet.rows.map(({ values }) => [values['name'], values['households'], values['problems'] !== '']),
  ).toEqual([
    ['坏小区', '120户', true],
    ['远小区', '10', true],
    ['万科小区', '10', true],
  ])
})

const toMend = { key: 'problems', header: '要改的地方', kind: 'text' as const }
const named = [
  { key: 'name', header: '小区名称', kind: 'text' as const },
  { key: 'households', header: '户数', kind: 'text' as const },
]

test.for([
  {
    file: 'a text named .xlsx',
    bytes: new TextEncoder().encode('小区名称,户数\n甲,1'),
    code: 'sheets.refusal.csv_not_excel',
  },
  { file: 'nothing at all', bytes: new Uint8Array(), code: 'sheets.refusal.empty_file' },
])('$file is refused with one sentence', async ({ bytes, code }, { world }) => {
  expect(await refusal((await at(world)).readFile({ file: bytes, ...from }))).toBe(code)
})

test('a sheet with other columns is refused, naming what is missing', async ({ world }) => {
  const other: Sheet = { title: '别的', columns: [{ key: 'a', header: '姓名', kind: 'text' }] }
  const file = new Uint8Array(await writeSheet(other, [{ a: '甲' }]))
  await expect((await at(world)).readFile({ file, ...from })).rejects.toMatchObject({
    cause: { code: 'sheets.refusal.other_columns', params: { missing: expect.stringContaining('小区名称') } },
  })
})

test('a paste from Excel is read like a file', async ({ world }) => {
  const estates = await at(world)
  const pasted = '小区名称\t类别\t户数\t楼栋数\r\n粘贴小区\t商品房\t1,200\t１２'
  const { importId } = await estates.readPasted({ pasted })
  expect(await estates.previewImport({ importId })).toMatchObject({
    source: '',
    steps: [{ action: 'added', households: 1200 }],
  })
})

test('a ledger changed after the preview is not imported over; a draft is the community’s own and can be given up', async ({
  world,
}) => {
  const estates = await at(world)
  const [first] = await exported(world)
  const { importId } = await estates.readFile({
    file: await sheetOf([{ ...first, buildings: '40' }]),
    ...from,
  })
  const { seen } = await estates.previewImport({ importId })
  const { rows } = await estates.records({ search: first!.name! })
  const { id, revision, name } = rows[0]!
  await estates.change({ estateId: id, revision, name, kind: 'resettlement', households: 1, buildings: 1 })
  expect(await refusal(estates.confirmImport({ importId, seen }))).toBe('estates.import_outdated')

  const neighbour = (await world.as('二桥社区书记').at('erqiao', { clock })).estates
  expect(await refusal(neighbour.previewImport({ importId }))).toBe('estates.import_gone')
  await neighbour.dropImport({ importId })
  await estates.previewImport({ importId })
  await estates.dropImport({ importId })
  expect(await refusal(estates.previewImport({ importId }))).toBe('estates.import_gone')
})

test('a company is found by its name among the members of the community’s alliances, and only there', async ({
  world,
}) => {
  const estates = await at(world)
  const names = (await estates.companies()).map(({ name }) => name)
  expect(names).toContain('东晖物业（示例）')
  const { rows } = await world.beyond.query("select name from tenant where slug = 'runhai'")
  expect(names).not.toContain(rows[0].name)
})

test('ten thousand estates come in at once', async ({ world }) => {
  const estates = await at(world)
  const rows = Array.from({ length: 10_000 }, (_, i) => ({
    name: `小区${i}`,
    kind: '商品房',
    households: String(i),
    buildings: '1',
    company: '大物业',
    since: '2026-01-01',
  }))
  const { importId } = await estates.readFile({ file: await sheetOf(rows), ...from })
  const { seen, counts, more } = await estates.previewImport({ importId })
  expect({ counts, more }).toEqual({ counts: { added: 10_000, changed: 0, same: 0 }, more: 9_800 })
  await estates.confirmImport({ importId, seen })
  expect((await estates.records({})).sums.estates).toBe(10_003)
  expect((await estates.records({ sort: 'households', order: 'down' })).rows[0]?.name).toBe('小区9999')
})
