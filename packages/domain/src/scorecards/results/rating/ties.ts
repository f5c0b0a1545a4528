/**
 * Ties: which estates are printed as 并列, and which pairs truly differ.
 *
 * Shapes   places are given within a component, best first; who leads a place takes along everybody below whose 90 % band
 *          overlaps theirs, and the first whose band does not leads the next. Overlapping bands are the printed rule because
 *          anybody can check it with a ruler; it calls more a tie than it need: `differs` looks at the band of the
 *          difference, from the errors' covariance, widened as the two bands are. It is null where they must not be compared,
 *          or the covariance was not kept.
 */
import type { Rating } from './estimate.ts'

type Banded = { id: string; adjusted: number; low: number | null; high: number | null }
type Scores = Pick<Rating, 'estates' | 'components' | 'covariance'>

const NORMAL_90 = 1.6448536269514722

/** Of each component, its places, each with one estate or several. */
export function rankWithTies({ estates, components }: Scores): string[][][] {
  return components.map((component) => {
    const inside = new Set(component.estates)
    return placesIn(estates.filter(({ id }) => inside.has(id)))
  })
}

/** Of estates that may all be compared. */
export function placesIn(estates: readonly Banded[]): string[][] {
  const places: string[][] = []
  let lowest = Infinity
  for (const { id, low, high } of estates.toSorted((a, b) => b.adjusted - a.adjusted || (a.id < b.id ? -1 : 1))) {
    const apart = high !== null && high < lowest
    if (apart) places.push([id])
    else (places.at(-1) ?? places[places.push([]) - 1]!).push(id)
    if (apart) lowest = low ?? -Infinity
  }
  return places
}

/** Whether nine in ten would say that two estates differ. */
export function differs({ estates, components, covariance }: Scores, a: string, b: string): boolean | null {
  const together = components.some(({ estates }) => estates.includes(a) && estates.includes(b))
  const [i, j] = [a, b].map((id) => estates.findIndex((estate) => estate.id === id)) as [number, number]
  if (!together || !covariance) return null
  const at = (row: number, column: number) => covariance[row * estates.length + column]!
  const error = Math.sqrt(Math.max(0, at(i, i) + at(j, j) - 2 * at(i, j)))
  const wide = Math.max(widening(estates[i]!), widening(estates[j]!))
  return Math.abs(estates[i]!.adjusted - estates[j]!.adjusted) > NORMAL_90 * error * wide
}

const widening = ({ low, high, error }: Rating['estates'][number]) =>
  error && low !== null && high !== null ? Math.max(1, (high - low) / (2 * NORMAL_90 * error)) : 1
