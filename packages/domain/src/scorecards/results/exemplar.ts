/**
 * Exemplars 标杆: for each indicator the estates to learn from. They are all that a member can read of another's single
 * indicators: that an estate is good at one, without a number.
 *
 * Units    percent is 0–100: the adjusted score where there is one, as the total is; else the raw mean.
 * Shapes   an indicator's exemplars reached 80 percent (良) in it without a severe finding against it, and are its best three;
 *          estates tied with the third are included, unless that would be more than five: then the indicator has no exemplar.
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
