/**
 * Ties: which compounds are printed as 并列, and which pairs truly differ.
 *
 * Shapes   places are given within a component, best first; who leads a place takes along everybody below whose 90 % band
 *          overlaps theirs, and the first whose band does not leads the next. Overlapping bands are the printed rule because
 *          anybody can check it with a ruler; it calls more a tie than it need: `differs` looks at the band of the
 *          difference, from the errors' covariance, widened as the two bands are. It is null where they must not be compared,
 *          or the covariance was not kept.
 */
import type { Rating } from './estimate.ts'

type Banded = { id: string; adjusted: number; low: number | null; high: number | null }
type Scores = Pick<Rating, 'compounds' | 'components' | 'covariance'>

const NORMAL_90 = 1.6448536269514722

/** Of each component, its places, each with one compound or several. */
export function rankWithTies({ compounds, components }: Scores): string[][][] {
  return components.map((component) => {
    const inside = new Set(component.compounds)
    return placesIn(compounds.filter(({ id }) => inside.has(id)))
  })
}

/** Of compounds that may all be compared. */
export function placesIn(compounds: readonly Banded[]): string[][] {
  const places: string[][] = []
  let lowest = Infinity
  for (const { id, low, high } of compounds.toSorted((a, b) => b.adjusted - a.adjusted || (a.id < b.id ? -1 : 1))) {
    const apart = high !== null && high < lowest
    if (apart) places.push([id])
    else (places.at(-1) ?? places[places.push([]) - 1]!).push(id)
    if (apart) lowest = low ?? -Infinity
  }
  return places
}

/** Whether nine in ten would say that two compounds differ. */
export function differs({ compounds, components, covariance }: Scores, a: string, b: string): boolean | null {
  const together = components.some(({ compounds }) => compounds.includes(a) && compounds.includes(b))
  const [i, j] = [a, b].map((id) => compounds.findIndex((compound) => compound.id === id)) as [number, number]
  if (!together || !covariance) return null
  const at = (row: number, column: number) => covariance[row * compounds.length + column]!
  const error = Math.sqrt(Math.max(0, at(i, i) + at(j, j) - 2 * at(i, j)))
  const wide = Math.max(widening(compounds[i]!), widening(compounds[j]!))
  return Math.abs(compounds[i]!.adjusted - compounds[j]!.adjusted) > NORMAL_90 * error * wide
}

const widening = ({ low, high, error }: Rating['compounds'][number]) =>
  error && low !== null && high !== null ? Math.max(1, (high - low) / (2 * NORMAL_90 * error)) : 1
