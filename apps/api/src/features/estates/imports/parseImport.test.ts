import type { ReadResult } from '@bilin/sheets/read'
import { expect, test } from 'vitest'
import { estateSheet } from '../sheet.ts'
import { readImport } from './parseImport.ts'

const blank = Object.fromEntries(estateSheet('zh-CN').columns.map(({ key }) => [key, '']))
const read = (count: number): ReadResult => ({
  ...{
    ok: true,
    above: [],
    problems: [],
    ignored: [],
    absent: [],
    hidden: 0,
    unlisted: 0,
    passed: [],
    tab: '',
    otherTabs: [],
  },
  rows: Array.from({ length: count }, (_, at) => ({
    row: at + 2,
    values: { ...blank, name: `示例小区${at}`, kind: 'commercial', households: '120', buildings: '3' },
  })),
})

/** How often others had their turn meanwhile. */
async function countTurns(work: () => Promise<unknown>): Promise<number> {
  let turns = 0
  let over = false
  const turn = () => {
    turns += 1
    if (!over) setImmediate(turn)
  }
  setImmediate(turn)
  await work()
  over = true
  return turns
}

test('while the rows of a large file are checked, others have their turn again and again', async () => {
  const turns = await countTurns(async () => {
    const { rows, unfinished } = await readImport(read(2_000), 'zh-CN')
    expect([rows.length, unfinished]).toEqual([2_000, []])
  })
  expect(turns).toBeGreaterThanOrEqual(9)
  // The control: the few rows of a small file are checked in one go.
  expect(await countTurns(() => readImport(read(200), 'zh-CN'))).toBe(0)
})
