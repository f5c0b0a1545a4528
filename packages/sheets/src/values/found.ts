/** A cell as it was found, before anybody decides what it means. */
import type { Format } from '../xlsx/styles.ts'

export type Cell =
  /** Already `clean`: a million cells may share one text, which must be gone through only once. */
  | { is: 'text'; text: string }
  | { is: 'number'; digits: string; format: Format }
  | { is: 'boolean'; text: string }
  | { is: 'error'; text: string }

export type FoundRow = { row: number; hidden: boolean; cells: Map<number, Cell> }
