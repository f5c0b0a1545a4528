/**
 * Exposure: which estates had a practice for the first time in a round, which had not adopted it yet, and which count as neither.
 *
 * Shapes   an adopter had it for that very estate from before the round opened until at least then, and this is the first round since in
 *          which the estate was scored: later rounds would compare it with those who never needed the practice. Neither side:
 *          adopters of earlier rounds, the estates of the member that shared it, those whose community or company adopted it without
 *          naming an estate, those that began or ended it meanwhile, and those that changed their company between the two readings.
 *          Before is the last round that closed before it was adopted. An estate without it is read in the same pair of
 *          rounds as some adopter; where there are several pairs, those without are dealt out in proportion to the adopters.
 *          A period is such a pair.
 * Units    since, endedOn, opensOn, closesOn: days.
 */
import type { Day } from '../calendar.ts'
import type { EffectObservation } from './effect.ts'

export type Round = { roundId: string; opensOn: Day; closesOn: Day }
export type Scored = Round & { estateId: string; communityId: string; companyId: string; percent: number }
export type Taken = { authorTenantId: string; listedEstateId: string | null; since: Day; endedOn: Day | null }

type Compared = EffectObservation & { communityId: string; companyId: string }

/** Of each round, oldest first. `scored` is one indicator over the rounds; `sourceId` the member whose practice it is. */
export function listCohorts(sourceId: string, taken: readonly Taken[], scored: readonly Scored[]): Compared[][] {
  const rounds = new Map(scored.map(({ roundId, opensOn, closesOn }) => [roundId, { roundId, opensOn, closesOn }]))
  return [...rounds.values()]
    .toSorted((a, b) => (a.opensOn < b.opensOn ? -1 : 1))
    .map((round) => comparedIn(round, sourceId, taken, scored))
}

export function comparedIn(
  round: Round,
  sourceId: string,
  taken: readonly Taken[],
  scored: readonly Scored[],
): Compared[] {
  const earlier = scored.filter(({ closesOn }) => closesOn < round.opensOn)
  const before = Map.groupBy(earlier.toSorted(newestFirst), ({ estateId }) => estateId)
  const now = scored
    .filter(({ roundId }) => roundId === round.roundId)
    .toSorted((a, b) => (a.estateId < b.estateId ? -1 : 1))
    .map((after) => ({ after, exposure: classifyExposure(after, round, sourceId, taken) }))
  const toPeriod = (begun: string) => `${begun} ${round.roundId}`
  const read = (after: Scored, begun: Scored | undefined, adopted: boolean): Compared[] => {
    if (begun === undefined || begun.companyId !== after.companyId) return []
    const period = toPeriod(begun.roundId)
    return [{ ...pickIds(after), period, adopted, before: begun.percent, after: after.percent }]
  }

  const adopters = now.flatMap(({ after, exposure: { had, since } }) => {
    const until = before.get(after.estateId) ?? []
    if (had !== true || until.some(({ opensOn }) => opensOn >= since)) return []
    return read(
      after,
      until.find(({ closesOn }) => closesOn < since),
      true,
    )
  })
  const places = new Map([...Map.groupBy(adopters, ({ period }) => period)].map(([key, of]) => [key, of.length]))
  const dealt = new Map<string, number>()
  const fill = (period: string) => ((dealt.get(period) ?? 0) + 1) / places.get(period)!
  const others = now.flatMap(({ after, exposure }) => {
    if (exposure.had !== false) return []
    const [one] = (before.get(after.estateId) ?? [])
      .filter(({ roundId, companyId }) => places.has(toPeriod(roundId)) && companyId === after.companyId)
      .toSorted((a, b) => fill(toPeriod(a.roundId)) - fill(toPeriod(b.roundId)))
    const [found] = read(after, one, false)
    if (!found) return []
    dealt.set(found.period, (dealt.get(found.period) ?? 0) + 1)
    return [found]
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
