/** Ties 并列 in words, and how they are read: under the first rule bands that overlap, since then the band of the difference. */
import { m } from '@bilin/i18n'

type Placed = {
  name: string
  linkedGroup: number | null
  place: number | null
  tied: number | null
  rule: number | null
}

export const tieReads = (rule: number | null): string =>
  rule === null ? m['scorecards.results.rating.tie_says']() : m['scorecards.results.rating.tie_says_difference']()

/** How many others an estate is tied with; null where it is tied with none, or not placed. */
export const tiedWith = ({ tied }: Pick<Placed, 'tied'>): string | null =>
  tied !== null && tied > 1 ? m['scorecards.results.tie_more']({ count: tied - 1 }) : null

/** A line for each tie all of whose estates are here, for a chat. */
export function tieLines(results: readonly Placed[]): string[] {
  const placed = results.filter(({ place, tied }) => place !== null && tied !== null && tied > 1)
  const ties = Map.groupBy(placed, ({ linkedGroup, place }) => `${linkedGroup} ${place}`)
  const whole = [...ties.values()].filter((tie) => tie.length === tie[0]!.tied)
  return whole.map((tie) =>
    m['scorecards.results.short_tie']({ names: tie.map(({ name }) => name).join(m['scorecards.and']()) }),
  )
}
