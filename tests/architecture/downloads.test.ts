/** Files leave Bilin in one way: `sendDownload` names them, and the address ends in what they are, or is that of an attached file. */
import { expect, test } from 'vitest'
import { readHouse, type Source } from './house.ts'

const SENDER = 'apps/web/src/lib/server/download.ts'

const findStrayDownloads = (house: readonly Source[]) =>
  house
    .filter(({ file }) => /^apps\/(web|api)\/src\/.*\.ts$/u.test(file) && !file.endsWith('.test.ts') && file !== SENDER)
    .filter(({ file, text }) => {
      const sendsItself = /attachment[;'"`]|\bfilename\*?=/u.test(text)
      return (
        sendsItself ||
        (/send(Download|Sheet)\(/u.test(text) && !/\/(sheet|calendar|files\/\[id\])\/\+server\.ts$/u.test(file))
      )
    })
    .map(({ file }) => file)

test('every file is sent by the one sender, from an address that ends in sheet or calendar, or of an attached file', () => {
  const house = readHouse()
  expect(findStrayDownloads(house)).toEqual([])
  expect(house.filter(({ text }) => /sendDownload\(\s*event/u.test(text)).length).toBeGreaterThan(9)
})

test.each([
  { file: 'apps/web/src/routes/[tenant]/x/export/+server.ts', text: 'sendDownload(event, x)' },
  {
    file: 'apps/web/src/routes/[tenant]/x/sheet/+server.ts',
    text: "{ 'content-disposition': 'attachment; filename=x' }",
  },
])('$file, which does it otherwise, is named', (source) => {
  expect(findStrayDownloads([source])).toEqual([source.file])
})
