/** In the thread of streamSheet.ts: writes a workbook of the rows that it asks for. */
import { on } from 'node:events'
import type { MessagePort } from 'node:worker_threads'
import type { Sheet } from '@bilin/sheets/sheet'
import { streamWorkbook, type Row } from '@bilin/sheets/write'
import type { ThreadMessage } from './streamSheet.ts'

export async function writeStream(port: MessagePort, sheet: Sheet): Promise<void> {
  const tell = (message: ThreadMessage) => port.postMessage(message)
  try {
    for await (const piece of streamWorkbook([{ sheet, rows: readRows(port, tell) }]))
      tell({ piece: new Uint8Array(piece) })
    tell('written')
  } catch (error) {
    tell({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}

async function* readRows(port: MessagePort, tell: (message: ThreadMessage) => void): AsyncGenerator<Row> {
  const pages = on(port, 'message') as AsyncIterable<[readonly Row[] | null]>
  tell('next')
  for await (const [page] of pages) {
    if (!page) return
    yield* page
    tell('next')
  }
}
