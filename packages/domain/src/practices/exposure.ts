/**
 * Exposure: which estates had a practice during a round, which had not, and which count as neither.
 *
 * Shapes   an adopter had it for that very estate from before the round opened until at least then. Neither side: the estates
 *          of the member that shared it, those whose community or company adopted it without naming an estate, those that
 *          began or ended it meanwhile, and those that changed their company between the two readings.
 *          Before is the last round that closed before it was adopted. An estate without it is read in the same pair of
 *          rounds as some adopter; where there are several pairs, those without are dealt out in proportion to the adopters.
 * Units    since, endedOn, opensOn, closesOn: days.
 */
import type { Day } from '../calendar.ts'
import type { EffectObservation } from './effect.ts'

export type Round = { roundId: string; opensOn: Day; closesOn: Day }
export type Scored = Round & { estateId: string; communityId: string; companyId: string; percent: number }
export type Taken = { authorTenantId: string; listedEstateId: string | null; since: Day; endedOn: Day | null }

/** `scored` is one indicator over the rounds; `sourceId` the member whose practice it is. */
export function comparedIn(
  round: Round,
  sourceId: string,
  taken: readonly Taken[],
  scored: readonly Scored[],
): (EffectObservation & { communityId: string; companyId: string })[] {
  const earlier = scored.filter(({ closesOn }) => closesOn < round.opensOn)
  const before = Map.groupBy(earlier.toSorted(newestFirst), ({ estateId }) => estateId)
  const now = scored
    .filter(({ roundId }) => roundId === round.roundId)
    .toSorted((a, b) => (a.estateId < b.estateId ? -1 : 1))
    .map((after) => ({ after, exposure: classifyExposure(after, round, sourceId, taken) }))
  const read = (after: Scored, begun: Scored | undefined, adopted: boolean) =>
    begun === undefined || begun.companyId !== after.companyId
      ? []
      : [{ ...pickIds(after), period: begun.roundId, adopted, before: begun.percent, after: after.percent }]

  const adopters = now.flatMap(({ after, exposure: { had, since } }) =>
    had === true
      ? read(
          after,
          before.get(after.estateId)?.find(({ closesOn }) => closesOn < since),
          true,
        )
      : [],
  )
  const places = new Map([...Map.groupBy(adopters, ({ period }) => period)].map(([key, of]) => [key, of.length]))
  const dealt = new Map<string, number>()
  const fill = (period: string) => ((dealt.get(period) ?? 0) + 1) / places.get(period)!
  const others = now.flatMap(({ after, exposure }) => {
    if (exposure.had !== false) return []
    const [one] = (before.get(after.estateId) ?? [])
      .filter(({ roundId, companyId }) => places.has(roundId) && companyId === after.companyId)
      .toSorted((a, b) => fill(a.roundId) - fill(b.roundId))
    if (one) dealt.set(one.roundId, (dealt.get(one.roundId) ?? 0) + 1)
    return read(after, one, false)
  })
  return [...adopters, ...others]
}

type Exposure = { had: true; since: Day } | { had: false | null; since?: never }

function classifyExposure(at: Scored, round: Round, sourceId: string, taken: readonly Taken[]): Exposure {
  const ours = [at.communityId, at.companyId]
  if (ours.includes(sourceId)) return { had: null }
  const here = taken.filter(
    ({ listedEstateId, authorTenantId, since }) =>
      since <= round.closesOn &&
      (listedEstateId === at.estateId || (listedEstateId === null && ours.includes(authorTenantId))),
  )
  if (here.length === 0) return { had: false }
  const had = here.some(
    ({ listedEstateId, since, endedOn }) =>
      listedEstateId !== null && since <= round.opensOn && (endedOn === null || endedOn >= round.opensOn),
  )
  return had ? { had, since: here.map(({ since }) => since).toSorted()[0]! } : { had: null }
}

const pickIds = ({ estateId, communityId, companyId }: Scored) => ({ estateId, communityId, companyId })
const newestFirst = (a: Scored, b: Scored) => (a.closesOn < b.closesOn ? 1 : -1)
