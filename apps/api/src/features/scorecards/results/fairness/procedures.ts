import type { TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import { FairnessQuestion, WhatIfQuestion } from '@bilin/domain/scorecards/results/leftOut'
import { assertStarsKnown, type Without } from '@bilin/domain/scorecards/results/whatIf'
import { getIndicators, type RubricBody } from '@bilin/domain/scorecards/rubrics/rubric'
import { inThread } from '../../../../thread/inThread.ts'
import { member } from '../../../../trpc.ts'
import { coordinating } from '../../procedures.ts'
import { getRound } from '../../rounds/queries.ts'
import { getRubric } from '../../rubrics/rubric.ts'
import { keepAlive } from '../adjustment.ts'
import { listSeverity } from '../ratings.ts'
import { getNames, hasVisit, listReviewerTitles, listWhatIfChoices } from './choices.ts'
import { loadRoundMarks } from './marks.ts'
import { getFairness } from './stored.ts'

export const fairnessProcedures = {
  /** How much the correction changes, which groups it cannot compare, and which stars depend on a single visit. */
  fairness: coordinating('scorecards.publish')
    .meta({ stores: true })
    .input(FairnessQuestion)
    .query(async ({ ctx, input: { slug, search } }) => {
      const { db, today } = ctx
      const round = await getRound(db, slug)
      assertStarsKnown(round.stage)
      const { subjects, groups, joins, favour, reciprocity, pivotalVisits } = await getFairness(ctx, round)
      const name = await getNames(db, round.id)
      const visits = await listReviewerTitles(
        db,
        round.id,
        (pivotalVisits ?? []).map(({ visitId }) => visitId),
        joins.map(({ reviewer }) => reviewer),
      )
      const visitById = new Map(visits.map((visit) => [visit.id, visit]))
      const titles = new Map(visits.map(({ reviewerSeatId, reviewerTitle }) => [reviewerSeatId, reviewerTitle]))
      return {
        round,
        today,
        dimensions: listNames((await getRubric(db, round.rubricId)).body),
        subjects,
        /** The names of the estates that can be compared; none where all can. */
        groups: groups.length > 1 ? groups.map((group) => group.map(name)) : [],
        joins: joins.map(({ reviewer, estate }) => ({ reviewer: titles.get(reviewer) ?? '', estate: name(estate) })),
        favour,
        /** By company names only; whose marks they were stays with the reviewers. */
        reciprocity:
          reciprocity?.map(({ companies, ...pair }) => ({ ...pair, companies: companies.map(name) })) ?? null,
        pivotalVisits:
          pivotalVisits?.map(({ visitId, estateId, from, to }) => {
            const visit = visitById.get(visitId)!
            const at = { visited: name(visit.estateId), reviewer: visit.reviewerTitle }
            return { visitId, ...at, estateId, estate: name(estateId), from, to }
          }) ?? null,
        choices: await listWhatIfChoices(db, round.id, search),
      }
    }),

  /** The stars that change without one visit, reviewer or indicator. */
  whatIf: coordinating('scorecards.publish')
    .meta({ stores: true })
    .input(WhatIfQuestion)
    .query(async ({ ctx, input: { slug, visitId, reviewer, indicator } }) => {
      const { db } = ctx
      const round = await getRound(db, slug)
      assertStarsKnown(round.stage)
      const without = parseWithout({ visitId, reviewer, indicator })
      await assertInRound(db, round, without)
      const { stars } = await getFairness(ctx, round)
      const then = await keepAlive(db, async () =>
        inThread('whatIf', { marks: await loadRoundMarks(db, round), without }),
      )
      const name = await getNames(db, round.id)
      return Object.entries(stars)
        .map(([estateId, from]) => ({ estateId, estate: name(estateId), from, to: then[estateId] ?? null }))
        .filter(({ from, to }) => from !== to)
    }),

  /** The caller's own severity in each round; nobody else can read it. */
  ownSeverity: member.query(({ ctx: { db } }) => listSeverity(db)),
}

function parseWithout({ visitId, reviewer, indicator }: Record<string, string | undefined>): Without {
  if (visitId) return { visitId }
  if (reviewer) return { reviewer }
  if (indicator) return { indicator }
  return refuse('invalid', 'scorecards.what_if_unnamed')
}

/** Checked before the marks are loaded and the stars computed anew. */
async function assertInRound(db: TenantDb, round: { id: string; rubricId: string }, without: Without) {
  const isKnown =
    'indicator' in without
      ? getIndicators((await getRubric(db, round.rubricId)).body).some(({ code }) => code === without.indicator)
      : await hasVisit(db, round.id, without)
  if (!isKnown) refuse('not_found', 'scorecards.what_if_unknown')
}

/** A rubric's words for its marks are many times as long as its names. */
const listNames = ({ dimensions }: RubricBody) =>
  dimensions.map(({ code, zh, en, indicators }) => ({
    code,
    zh,
    en,
    indicators: indicators.map((indicator) => ({ code: indicator.code, zh: indicator.zh, en: indicator.en })),
  }))
