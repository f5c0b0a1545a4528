import { expect, test } from 'vitest'
import type { SavedMarking, SiteFinding } from './marking.ts'
import { compareSheet, mergeSheet } from './sheetMerge.ts'

const finding = (indicator: string, text: string, id?: string): SiteFinding => ({
  indicator,
  severity: 'S3',
  place: '',
  text,
  veto: null,
  id,
})
const marking = (marks: SavedMarking['marks'], more: Partial<SavedMarking> = {}): SavedMarking => ({
  marks,
  counted: {},
  excluded: {},
  findings: [],
  ...more,
})

test('a blank line of the sheet leaves what is there, and empties it only if everything is to be replaced', () => {
  const saved = marking({ A1: 5, C1: 3 }, { counted: { C1: 3 }, findings: [finding('A1', '公示栏空白', 'one')] })
  const sheet = marking({ A2: 4 })
  expect(mergeSheet(saved, sheet, false)).toEqual({ ...saved, marks: { A1: 5, A2: 4, C1: 3 } })
  expect(mergeSheet(saved, sheet, true)).toEqual(sheet)
  expect(compareSheet(saved, sheet)).toEqual({
    marks: [{ code: 'A2', before: null, after: { mark: 4 } }],
    findings: [],
    blank: { codes: ['A1', 'C1'], findings: saved.findings },
  })
})

test('a mark takes the place of a number or a reason that is no longer in the sheet', () => {
  const saved = marking({ C1: 3, F4: null }, { counted: { C1: 3 }, excluded: { F4: '开发商遗留' } })
  const sheet = marking({ C1: null, F4: 4 })
  expect(mergeSheet(saved, sheet, false)).toEqual(sheet)
  expect(compareSheet(saved, sheet).marks).toEqual([
    { code: 'C1', before: { mark: 3, counted: 3 }, after: { mark: null } },
    { code: 'F4', before: { mark: null, excluded: '开发商遗留' }, after: { mark: 4 } },
  ])
})

test('a finding whose words were changed in Excel stays the same finding; unchanged ones are recognised first', () => {
  const saved = marking({}, { findings: [finding('C2', '桶盖破损', 'one'), finding('C2', '桶站满溢', 'two')] })
  const sheet = marking(
    {},
    { findings: [finding('C2', '桶站满溢'), finding('C2', '桶盖破损两只'), finding('C2', '无人')] },
  )
  expect(mergeSheet(saved, sheet, false).findings.map(({ id, text }) => [id, text])).toEqual([
    ['two', '桶站满溢'],
    ['one', '桶盖破损两只'],
    [undefined, '无人'],
  ])
  expect(compareSheet(saved, sheet).findings.map(({ before, after }) => [before?.text, after.text])).toEqual([
    ['桶盖破损', '桶盖破损两只'],
    [undefined, '无人'],
  ])
})
