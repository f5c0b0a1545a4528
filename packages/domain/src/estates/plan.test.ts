import { describe, expect, test } from 'vitest'
import { maskPhone, unmasked } from './estate.ts'
import { planImport, type SavedContract, type SavedEstate } from './plan.ts'
import { columns, readRow, type FileRow } from './rows.ts'
import { pickContractToShow, findOverlap } from './term.ts'

const existing: SavedEstate = {
  id: 'e1',
  revision: 3,
  name: '龙馨园',
  kind: 'resettlement',
  households: 1200,
  buildings: 24,
  fee: 0.6,
  address: '园林路 1 号',
  lat: 31.98,
  lng: 120.93,
  contactName: '值班室',
  contactPhone: '13800001234',
}
const contract: SavedContract = {
  id: 'c1',
  estateId: 'e1',
  companyId: null,
  companyName: '龙馨物业',
  since: '2024-01-01',
  until: '2026-12-31',
}
const everywhere = new Set<string>(columns)
const blank = Object.fromEntries(columns.map((key) => [key, '']))
const exported = {
  ...blank,
  name: '龙馨园',
  kind: 'resettlement',
  households: '1200',
  buildings: '24',
  fee: '0.6',
  address: '园林路 1 号',
  lat: '31.98',
  lng: '120.93',
  contactName: '值班室',
  contactPhone: '138****1234',
  company: '龙馨物业',
  since: '2024-01-01',
  until: '2026-12-31',
}

const read = (values: Record<string, string>, present = everywhere) => readRow(5, values, present)
const planned = (...rows: ReturnType<typeof readRow>[]) => planImport(rows as FileRow[], [existing], [contract], [])

describe('a file that is exported and imported again', () => {
  test('changes nothing', () => {
    expect(planned(read(exported))).toMatchObject({ problems: [], steps: [{ action: 'same', changes: [] }] })
  })

  test('says each thing that was edited, before and after', () => {
    const { steps } = planned(read({ ...exported, households: '1210', until: '2027-12-31' }))
    expect(steps[0]).toMatchObject({
      action: 'changed',
      id: 'e1',
      changes: [
        { key: 'households', from: 1200, to: 1210 },
        { key: 'contract', to: { companyName: '龙馨物业', until: '2027-12-31' } },
      ],
    })
  })

  test('keeps what a cell was emptied of unless clearing is chosen, and leaves alone what the file has no column for', () => {
    const emptied = { ...exported, fee: '', address: '', until: '' }
    expect(planned(read(emptied)).steps[0]).toMatchObject({ action: 'same', fields: { fee: 0.6 } })
    const cleared = planImport([read(emptied) as FileRow], [existing], [contract], [], 'clear').steps[0]
    expect(cleared).toMatchObject({ fields: { fee: null, address: '' }, contract: { until: null } })
    const narrow = new Set(['name', 'kind', 'households', 'buildings'])
    expect(planned(read(emptied, narrow)).steps[0]).toMatchObject({ action: 'same', fields: { fee: 0.6 } })
  })

  test('ends no contract by an empty cell, and takes the end away where the cell says so', () => {
    expect(planned(read({ ...exported, until: 'open' })).steps[0]?.contract).toMatchObject({ id: 'c1', until: null })
  })

  test('adds an estate nobody kept before', () => {
    const { steps } = planned(read({ ...exported, name: '桥东新苑', contactPhone: '0513-85001234' }))
    expect(steps[0]).toMatchObject({
      action: 'added',
      id: null,
      fields: { contactPhone: '051385001234' },
      contract: { id: null },
    })
  })
})

describe('a row that is wrong is reported with its reason', () => {
  test.each([
    { wrong: 'no name', row: { name: '' }, key: 'name', code: 'fields.required' },
    { wrong: 'half a household', row: { households: '1.5' }, key: 'households', code: 'fields.not_whole' },
    {
      wrong: 'latitude and longitude swapped',
      row: { lat: '120.9', lng: '31.9' },
      key: 'lat',
      code: 'fields.too_big',
    },
    { wrong: 'half a place', row: { lat: '' }, key: 'lat', code: 'estates.half_a_place' },
    {
      wrong: 'a company without a first day',
      row: { since: '' },
      key: 'since',
      code: 'estates.contract_incomplete',
    },
    {
      wrong: 'an end before the beginning',
      row: { until: '2023-01-01' },
      key: 'until',
      code: 'estates.contract_dates_reversed',
    },
    {
      wrong: 'an end in another century',
      row: { until: '2096-12-31' },
      key: 'until',
      code: 'estates.contract_too_long',
    },
  ])('$wrong', ({ row, key, code }) => {
    expect(read({ ...exported, ...row })).toEqual(
      expect.arrayContaining([expect.objectContaining({ row: 5, key, code })]),
    )
  })

  test.each([
    {
      wrong: 'another contract on the same days',
      row: { since: '2025-06-01' },
      code: 'estates.contract_runs_into',
    },
    {
      wrong: 'stars for a number nobody has',
      row: { contactPhone: '139****9999' },
      code: 'estates.phone_masked',
    },
  ])('$wrong', ({ row, code }) => {
    expect(planned(read({ ...exported, ...row })).problems).toMatchObject([{ code }])
  })

  test.each([
    { wrong: 'a fee below a cent', row: { fee: '0.004' }, code: 'estates.fee_too_fine', suggestion: undefined },
    { wrong: 'a fee of three decimals', row: { fee: '1.855' }, code: 'estates.fee_too_fine', suggestion: '1.85' },
    { wrong: 'two phone numbers', row: { contactPhone: '8512345 8512346' }, code: 'estates.two_phones' },
  ])('$wrong', ({ row, code, suggestion }) => {
    expect(read({ ...exported, ...row })).toMatchObject([{ code, ...(suggestion && { suggestion }) }])
  })

  test('a name that is there in another spelling is asked about, and is another only if somebody says so', () => {
    const other = read({ ...exported, name: '龍馨園', contactPhone: '' }) as FileRow
    expect(planned(other)).toMatchObject({
      steps: [],
      problems: [{ code: 'estates.same_as_kept', params: { name: '龙馨园' }, suggestion: '龙馨园' }],
    })
    expect(planned({ ...other, separate: true })).toMatchObject({ problems: [], steps: [{ action: 'added' }] })
    const twice = ['锦绣苑（一期）', '锦绣苑(一期)'].map((name, at) => ({
      ...other,
      name,
      row: at + 5,
    }))
    expect(planned(...twice).problems).toMatchObject([{ row: 6, code: 'estates.named_alike', params: { first: 5 } }])
  })

  test('the same name twice', () => {
    expect(planned(read(exported), { ...(read(exported) as FileRow), row: 9 }).problems).toMatchObject([
      { row: 9, code: 'estates.named_twice', params: { first: 5 } },
    ])
  })
})

describe('contracts', () => {
  const [past, open] = [contract, { ...contract, id: 'c2', since: '2027-01-01', until: null }]

  test('the foremost is today’s, else the next, else the last', () => {
    expect(pickContractToShow([open, past], '2026-05-01')).toBe(past)
    expect(pickContractToShow([open, past], '2023-05-01')).toBe(past)
    expect(pickContractToShow([past], '2029-05-01')).toBe(past)
    expect(pickContractToShow([], '2029-05-01')).toBeUndefined()
  })

  test('touching days do not overlap, a shared day does, and an open end reaches on for ever', () => {
    expect(findOverlap([past], { since: '2027-01-01', until: null })).toBeUndefined()
    expect(findOverlap([past], { since: '2026-12-31', until: null })).toBe(past)
    expect(findOverlap([open], { since: '2040-01-01', until: '2040-02-01' })).toBe(open)
  })
})

test('a number is shown masked, and masked it stands for the number kept', () => {
  expect(maskPhone('13800001234')).toBe('138****1234')
  expect(maskPhone('85001234')).toBe('85****34')
  expect(unmasked('138****1234', '13800001234')).toBe('13800001234')
  expect(() => unmasked('138****1234', '13900001235')).toThrow('estates.phone_masked')
})
