import type { TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import { listVisitTotals, type RoundVisit } from '@bilin/domain/scorecards/results/adjusting'
import { isRelated } from '@bilin/domain/scorecards/results/kinship'
import { estimateFavour } from '@bilin/domain/scorecards/results/rating/favour'
import { WhatIfQuestion } from '@bilin/domain/scorecards/results/leftOut'
import { joins } from '@bilin/domain/scorecards/results/rating/components'
import { hanging, mayAsk, starsIn, starsWithout, type Without } from '@bilin/domain/scorecards/results/whatIf'
import { z } from 'zod'
import { member } from '../../../trpc.ts'
import { computeOutcomes } from './outcomes.ts'
import { coordinating } from '../procedures.ts'
import { listSeverity } from './ratings.ts'
import { getRound, listEstates, listVisits } from '../rounds/queries.ts'
import { ratingsWithout, listRoundVisits, groupActiveFindings } from './adjustment.ts'
import { getRubric } from '../rubrics/queries.ts'

const OfRound = z.strictObject({ slug: z.string().max(40) })

/** Visits up to which every one of them is left out in turn. */
const ALL_IN_TURN = 200

export const fairnessProcedures = {
  /** How much the correction matters, what it cannot compare, and which stars hang on one visit. */
  fairness: coordinating('scorecards.publish')
    .input(OfRound)
    .query(async ({ ctx: { db, today }, input }) => {
      const { round, rubric, visits, standing, named, estates } = await ratedRound(db, input.slug)
      const { subjects, groups } = await ratingsWithout(db, rubric.body, visits, standing)
      const hangs = visits.length <= ALL_IN_TURN ? hanging(rubric.body, visits, standing) : null
      return {
        round,
        rubric,
        estates,
        today,
        visits: named,
        subjects: subjects.map(({ bands: _, ...subject }) => subject),
        groups,
        joins: groups.length > 1 ? joins(listFinalMarks(visits), mayJoin(named, estates)).visits : [],
        favour: estimateFavour(listVisitTotals(rubric.body, visits, kinOf(named, estates))),
        hanging: hangs,
        stars: starsIn(rubric.body, visits, standing),
      }
    }),

  /** The stars as they would be without a visit, a reviewer or an indicator. */
  whatIf: coordinating('scorecards.publish')
    .input(WhatIfQuestion)
    .query(async ({ ctx: { db }, input: { slug, visitId, reviewer, indicator } }) => {
      const { rubric, visits, standing } = await ratedRound(db, slug)
      const without = withoutOf({ visitId, reviewer, indicator })
      const now = starsIn(rubric.body, visits, standing)
      const then = starsWithout(rubric.body, visits, standing, without)
      return Object.keys(now).map((estateId) => ({
        estateId,
        from: now[estateId] ?? null,
        to: then[estateId] ?? null,
      }))
    }),

  /** How severely the caller marked, round by round; nobody else can read it. */
  ownSeverity: member.query(({ ctx: { db } }) => listSeverity(db)),
}

async function ratedRound(db: TenantDb, slug: string) {
  const round = await getRound(db, slug)
  mayAsk(round.stage)
  const { outcomes, marks } = await computeOutcomes(db, round)
  const visits = await listRoundVisits(db, round.id, marks)
  const marked = new Set(visits.map(({ visitId }) => visitId))
  return {
    round,
    rubric: await getRubric(db, round.rubricId),
    visits,
    standing: groupActiveFindings(outcomes),
    estates: await listEstates(db, round.id),
    named: (await listVisits(db, { roundId: round.id })).filter((visit) => marked.has(visit.id)),
  }
}

function withoutOf({ visitId, reviewer, indicator }: Record<string, string | undefined>): Without {
  if (visitId) return { visitId }
  if (reviewer) return { reviewer }
  if (indicator) return { indicator }
  return refuse('invalid', 'scorecards.what_if_unnamed')
}

const listFinalMarks = (visits: readonly RoundVisit[]) =>
  visits.map(({ estateId, reviewer }) => ({ estate: estateId, reviewer }))

/** By visit: whether its reviewer stands near the estate. */
function kinOf(
  visits: readonly { id: string; estateId: string; reviewerId: string }[],
  estates: readonly { estateId: string; companyId: string; communityId: string }[],
): ReadonlySet<string> {
  const byId = new Map(estates.map((estate) => [estate.estateId, estate]))
  return new Set(
    visits
      .filter(({ reviewerId, estateId }) => isRelated(reviewerId, byId.get(estateId)!, estates))
      .map(({ id }) => id),
  )
}

/** Nobody is sent where they may not go, even to link two groups. */
function mayJoin(
  visits: readonly { reviewerSeatId: string; reviewerId: string }[],
  estates: readonly { estateId: string; companyId: string; communityId: string }[],
) {
  const memberOf = new Map(visits.map(({ reviewerSeatId, reviewerId }) => [reviewerSeatId, reviewerId]))
  const byId = new Map(estates.map((estate) => [estate.estateId, estate]))
  return ({ reviewer, estate }: { reviewer: string; estate: string }) => {
    const member = memberOf.get(reviewer)
    const visited = byId.get(estate)
    return member !== undefined && member !== visited?.companyId && member !== visited?.communityId
  }
}
