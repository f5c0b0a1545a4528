/**
 * Exemplars 标杆: for each indicator the estates to learn it from. They are all that the others can read of a neighbour's
 * single indicators: that it is good there, never by how much, and nothing of those that are not.
 *
 * Units    percent is 0–100, as in score.ts.
 * Shapes   an indicator's exemplars reached 80 percent (良) in it without a severe finding against it, and are its best three;
 *          who ties with the third is there too, unless more than five would be: then nobody stands out by it.
 */
export const FROM = 80
const FIRST = 3
const AT_MOST = 5

type Card = { estateId: string; indicators: readonly { code: string; percent: number; capped: boolean }[] }
export type Exemplar = { indicator: string; estateId: string }

export function chooseExemplars(cards: readonly Card[]): Exemplar[] {
  const good = cards.flatMap(({ estateId, indicators }) =>
    indicators
      .filter(({ percent, capped }) => percent >= FROM && !capped)
      .map(({ code, percent }) => ({ indicator: code, estateId, percent })),
  )
  return [...Map.groupBy(good, ({ indicator }) => indicator).values()].flatMap((rivals) => {
    const sorted = rivals.toSorted((a, b) => b.percent - a.percent || (a.estateId < b.estateId ? -1 : 1))
    const third = sorted[FIRST - 1]?.percent ?? FROM
    const best = sorted.filter(({ percent }) => percent >= third)
    return best.length > AT_MOST ? [] : best.map(({ indicator, estateId }) => ({ indicator, estateId }))
  })
}
