/**
 * Workbooks and pasted tables, written and read as packages/sheets does: small ones here, others in a thread, because ten thousand
 * rows take most of a second.
 */
import { availableParallelism } from 'node:os'
import { refuse } from '@bilin/domain/refusal'
import { readPaste } from '@bilin/sheets/paste'
import { readSheet, type ReadResult } from '@bilin/sheets/read'
import type { Sheet } from '@bilin/sheets/sheet'
import { writeWorkbook, type Row, type Tab } from '@bilin/sheets/write'
import { inThread } from './inThread.ts'
import { createWorkQueue } from './workQueue.ts'

/** All rows at once, as they are sent to the thread. */
type WholeTab = Tab & { rows: readonly Row[] }

/** Below these, starting a thread takes longer than the work: cells, bytes of a file, characters of a table. */
const FEW_CELLS = 3_000
const FEW_BYTES = 20_000
const FEW_CHARACTERS = 20_000

const inTurn = createWorkQueue({ running: Math.min(availableParallelism(), 2), waiting: 20 }, () =>
  refuse('unavailable', 'sheets.busy'),
)

export const makeSheet = (
  sheet: Sheet,
  rows: WholeTab['rows'],
  above: Pick<Tab, 'title' | 'notes'> = {},
): Promise<Uint8Array> => makeWorkbook([{ sheet, rows, ...above }])

export function makeWorkbook(tabs: readonly WholeTab[]): Promise<Uint8Array> {
  const cells = tabs.reduce((sum, { sheet, rows }) => sum + sheet.columns.length * rows.length, 0)
  return cells <= FEW_CELLS ? writeWorkbook(tabs) : inTurn(() => inThread('writeWorkbook', tabs))
}

export const parseSheet = (...given: Parameters<typeof readSheet>): Promise<ReadResult> =>
  given[0].byteLength <= FEW_BYTES ? readSheet(...given) : inTurn(() => inThread('readSheet', given))

export const parsePaste = (...given: Parameters<typeof readPaste>): Promise<ReadResult> =>
  given[0].length <= FEW_CHARACTERS ? Promise.resolve(readPaste(...given)) : inTurn(() => inThread('readPaste', given))
