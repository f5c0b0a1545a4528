import type { Sheet } from '@bilin/sheets/sheet'
import { writeSheet } from '@bilin/sheets/write'
import { readSheet } from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { streamSheet } from './streamSheet.ts'

const sheet: Sheet = { title: '大表', columns: [{ key: 'text', header: '内容', kind: 'text' }] }
const PAGES = 100

/** Pages of a thousand rows that compress badly, and how many of them have been read. */
function createPages() {
  const read = { pages: 0, ended: false }
  async function* pages() {
    try {
      for (; read.pages < PAGES;) {
        read.pages += 1
        yield Array.from({ length: 1000 }, () => ({ text: crypto.randomUUID() }))
      }
    } finally {
      read.ended = true
    }
  }
  return { read, pages: pages() }
}

async function collect<One>(coming: AsyncIterable<One>): Promise<One[]> {
  const all: One[] = []
  for await (const one of coming) all.push(one)
  return all
}

/** Until nothing moves any more, however slow the machine is. */
async function settle(read: { pages: number }) {
  for (let before = -1; before !== read.pages;) {
    before = read.pages
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
}

test('rows are read as the file is taken: who takes some pieces and waits has a few pages read for them, not a hundred', async () => {
  const { read, pages } = createPages()
  const pieces = streamSheet(sheet, pages)
  while (read.pages < 3) await pieces.next()
  await settle(read)
  expect(read.pages).toBeLessThan(10)
  await pieces.return()
  expect(read.ended).toBe(true)

  // The control: written whole, all rows are read before anybody has a piece.
  const whole = createPages()
  await writeSheet(sheet, (await collect(whole.pages)).flat())
  expect(whole.read.pages).toBe(PAGES)
})

test('what is streamed is read by another program as it was given', async () => {
  async function* pages() {
    yield [{ text: '=1+1' }, { text: '' }]
    yield []
    yield [{ text: '三桥' }]
  }
  const file = Buffer.concat(await collect(streamSheet(sheet, pages())))
  expect(await readSheet(file)).toEqual([['内容'], ['=1+1'], [null], ['三桥']])
})

test('a page that cannot be read ends the file with its error', async () => {
  async function* pages(): AsyncGenerator<{ text: string }[]> {
    yield [{ text: '甲' }]
    throw new Error('the connection was lost')
  }
  await expect(collect(streamSheet(sheet, pages()))).rejects.toThrow('the connection was lost')
})
