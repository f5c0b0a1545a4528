/** A cell as it is in the file, before it is parsed. */
import type { Format } from '../xlsx/styles.ts'

export type Cell =
  /** Already passed through `clean`, once per text: a million cells may share one. */
  | { is: 'text'; text: string; computed?: true }
  | { is: 'number'; digits: string; format: Format; computed?: true }
  | { is: 'boolean'; text: string; computed?: true }
  | { is: 'error'; text: string; computed?: true }
  /** A formula whose result the file does not have. */
  | { is: 'formula'; text: '' }

/** Every cell but a formula without its result. */
export type FilledCell = Exclude<Cell, { is: 'formula' }>

export type FoundRow = { row: number; hidden: boolean; cells: Map<number, Cell> }

export const toText = (cell: Cell): string => (cell.is === 'number' ? cell.digits : cell.text)
