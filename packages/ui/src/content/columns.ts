import type { Snippet } from 'svelte'

export type Sorted = 'ascending' | 'descending'

/** One column of a Table. Without `cell`, the row's own property named `key` is shown. */
export type TableColumn<Row> = {
  key: string
  label: string
  align?: 'start' | 'end' | 'center'
  numeric?: boolean
  /** The column that names the row: its cells are row headings, and the card's title on a phone. */
  heading?: boolean
  /** At least this wide; long text asks for something like 16em. */
  width?: string
  /** Without line breaks: dates, codes. */
  nowrap?: boolean
  /** One or two words: on a phone it shares a line with another short column, as numbers do. */
  short?: boolean
  sortHref?: string
  sorted?: Sorted
  total?: string | number
  text?: (row: Row) => string | number | null | undefined
  cell?: Snippet<[Row]>
}

export function cellText<Row>(row: Row, column: TableColumn<Row>): string {
  const shown = column.text ? column.text(row) : (row as Record<string, unknown>)[column.key]
  return shown === null || shown === undefined || shown === '' ? '—' : String(shown)
}

/** Arrow keys walk between the links and inputs of a table, staying in their column. */
export function walk(event: KeyboardEvent) {
  const steps: Record<string, [number, number]> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
  }
  const step = steps[event.key]
  const from = event.target
  if (!step || !(from instanceof HTMLElement) || from.matches('input, select, textarea, summary')) return
  const cell = from.closest<HTMLTableCellElement>('td, th')
  const table = cell?.closest('table')
  if (!cell || !table) return

  let row = (cell.parentElement as HTMLTableRowElement).rowIndex + step[0]
  let at = cell.cellIndex + step[1]
  while (table.rows[row]?.cells[at]) {
    const next = table.rows[row]?.cells[at]?.querySelector<HTMLElement>('a[href], button, input, select')
    if (next) {
      event.preventDefault()
      next.focus()
      return
    }
    row += step[0]
    at += step[1]
  }
}
