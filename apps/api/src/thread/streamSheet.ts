/**
 * A workbook of any length, made in a thread while its rows are read: neither rows nor file are ever whole in memory.
 *
 *   for await (const piece of streamSheet(sheet, readPages())) response.write(piece)
 *
 * The thread asks for a page of rows when it has written the one before it. A reader who takes no more pieces, because the connection is
 * slow, is not asked for more rows either; one who stops ends the thread.
 */
import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
import { refuse } from '@bilin/domain/refusal'
import type { Sheet } from '@bilin/sheets/sheet'
import type { Row } from '@bilin/sheets/write'
import { threadFile } from './threadFile.ts'

/** A message from the thread. */
export type ThreadMessage = 'next' | 'written' | { piece: Uint8Array<ArrayBuffer> } | { failure: string }

/** Each is a thread for as long as its reader's connection takes. */
const MAX_AT_ONCE = 8
let running = 0

/** A page of rows needs little. */
const MAX_MEGABYTES = 128

export async function* streamSheet(
  sheet: Sheet,
  pages: AsyncIterable<readonly Row[]>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  if (running >= MAX_AT_ONCE) refuse('unavailable', 'sheets.busy')
  running += 1
  const worker = new Worker(threadFile(), {
    workerData: { streaming: sheet },
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MAX_MEGABYTES },
  })
  const rows = pages[Symbol.asyncIterator]()
  try {
    for await (const [message] of on(worker, 'message', { close: ['exit'] }) as AsyncIterable<[ThreadMessage]>) {
      if (message === 'written') return
      if (message === 'next') {
        const { done, value } = await rows.next()
        worker.postMessage(done ? null : value)
      } else if ('piece' in message) yield message.piece
      else throw new Error(`The thread writing ${sheet.title} failed: ${message.failure}`)
    }
    throw new Error(`The thread writing ${sheet.title} ended before it was written.`)
  } finally {
    running -= 1
    worker.on('error', () => {})
    await Promise.all([worker.terminate(), rows.return?.()])
  }
}
