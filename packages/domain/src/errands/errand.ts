/**
 * Errands 待办: things to do. An errand is not news: it is listed while something is to be done, and disappears when it is done,
 * by anybody.
 *
 * Units    `due` is a day in Shanghai; on that day an errand is not late yet.
 * Shapes   a kind is `feature.what`. Within one tenant an errand's kind and id name it for as long as it waits. `path` is
 *          the page where it is done, below the tenant's address. `count` is how many things one errand stands for.
 */
import type { Day } from '../calendar.ts'

export type Errand<Kind extends string = string> = {
  kind: Kind
  id: string
  /** The kind in words. */
  label: string
  title: string
  /** The round, project or company that it belongs to; blank where the title names it. */
  about: string
  path: string
  due: Day | null
  late: boolean
  count: number
  /** Comes before all others, because it may change them. */
  first: boolean
}

/** The soonest first; errands without a day last. */
export const sortErrands = <Sortable extends Pick<Errand, 'first' | 'due'>>(errands: readonly Sortable[]): Sortable[] =>
  errands.toSorted((a, b) => Number(b.first) - Number(a.first) || getSortKey(a).localeCompare(getSortKey(b)))

const getSortKey = ({ first, due }: Pick<Errand, 'first' | 'due'>) => (first ? '' : (due ?? '9999'))
