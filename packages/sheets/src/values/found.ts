/** A cell as it was found, before anybody decides what it means. */
import type { Format } from '../xlsx/styles.ts'

export type Cell =
  | { is: 'text'; text: string }
  | { is: 'number'; digits: string; format: Format }
  | { is: 'boolean'; text: string }
  | { is: 'error'; text: string }

export type Row = { row: number; hidden: boolean; cells: Map<number, Cell> }
