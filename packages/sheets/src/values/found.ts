/** A cell as it is in the file, before it is parsed. */
import type { Format } from '../xlsx/styles.ts'

export type Cell =
  /** Already passed through `clean`, once per text: a million cells may share one. */
  | { is: 'text'; text: string }
  | { is: 'number'; digits: string; format: Format }
  | { is: 'boolean'; text: string }
  | { is: 'error'; text: string }

export type FoundRow = { row: number; hidden: boolean; cells: Map<number, Cell> }
