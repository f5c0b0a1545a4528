import type { Seat, TenantDb } from '@bilin/db/tenant'
import { id } from '@bilin/domain/fields'
import { EstateListing } from '@bilin/domain/scorecards/rounds/listing'
import { listSourced } from '@bilin/domain/scorecards/rubrics/sourced'
import { drawHouseholds } from '@bilin/domain/scorecards/surveys/slips'
import { z } from 'zod'
import { coordinating } from '../procedures.ts'
import { listEstatePage, selectEstateCounts } from '../rounds/estatePage.ts'
import { getRound } from '../rounds/queries.ts'
import { getRubric } from '../rubrics/rubric.ts'
import { computeCode } from './codes.ts'
import { countSurveys, getKey, getSurvey, listSurveys, sumUp, type Survey } from './queries.ts'

const OfRound = z.strictObject({ slug: z.string().max(40) })
const OfEstate = OfRound.extend({ estateId: id() })

/** Below this many answers not even their number is summed. */
const FEWEST_TOLD = 10
/** Slips on one page: twenty sheets of paper. */
const PAGE_SIZE = 120

export const surveyListProcedures = {
  /** The surveys of a page of a round's estates, with how many have answered and, once they have ended, what the answers come to. */
  list: coordinating('scorecards.survey')
    .input(OfRound.extend(EstateListing.shape))
    .query(async ({ ctx: { db, seat, today }, input: { slug, ...asked } }) => {
      const round = await getRound(db, slug)
      return { round, today, ...(await listSurveyed(db, seat, round, asked)) }
    }),

  /** One estate's survey. */
  get: coordinating('scorecards.survey')
    .input(OfEstate)
    .query(async ({ ctx: { db, today }, input: { slug, estateId } }) => {
      const round = await getRound(db, slug)
      const { used, ...survey } = await getSurvey(db, round.id, estateId)
      return { round, today, survey, begun: (used ?? 0) > 0 }
    }),

  /** A page of the slips, to print, and the numbers of the drawn households. */
  slips: coordinating('scorecards.survey')
    .input(OfEstate.extend({ from: z.coerce.number().int().min(1).catch(1) }))
    .query(async ({ ctx: { db, today }, input: { slug, estateId, from } }) => {
      const round = await getRound(db, slug)
      const { used: _used, ...survey } = await getSurvey(db, round.id, estateId)
      const { key } = await getKey(db, survey.id)
      const until = Math.min(survey.slips, from + PAGE_SIZE - 1)
      return {
        round,
        today,
        survey,
        drawn: drawHouseholds(survey.seed, survey.households, survey.slips),
        slips: Array.from({ length: Math.max(0, until - from + 1) }, (_, at) => ({
          number: from + at,
          code: computeCode(key, from + at),
        })),
        next: until < survey.slips ? until + 1 : null,
      }
    }),
}

/** The surveys of a page of a round's estates; `means` are of those that have ended. */
export async function listSurveyed(
  db: TenantDb,
  seat: Seat,
  round: { id: string; rubricId: string },
  asked: EstateListing,
) {
  const { body } = await getRubric(db, round.rubricId)
  const estateCounts = await selectEstateCounts(db, round.id, asked, seat).executeTakeFirstOrThrow()
  const surveyCounts = await countSurveys(db, round.id)
  const { rows, next } = await listEstatePage(db, round.id, asked, seat)
  const ids = rows.map(({ estateId }) => estateId)
  const shown = await listSurveys(db, round.id, ids)
  const summed = await sumUp(
    db,
    shown.filter(({ ended }) => ended),
  )
  const surveys = new Map(shown.map((survey) => [survey.estateId, survey]))
  const results = new Map(summed.map((result) => [result.estateId, result]))
  return {
    totals: { ...estateCounts, ...surveyCounts },
    questions: listSourced(body).flatMap(({ code, zh, en, source }) => (source === 'survey' ? [{ code, zh, en }] : [])),
    next,
    estates: rows.map(({ estateId, name, communityName, households }) => {
      const survey = surveys.get(estateId) ?? null
      const result = results.get(estateId)
      const answers = (survey?.ended ? result?.answers : survey?.used) ?? 0
      return {
        ...{ estateId, name, communityName, households },
        survey: survey && pickShown(survey),
        answers: answers < FEWEST_TOLD ? null : answers,
        means: result ? [...result.means].map(([indicator, mean]) => ({ indicator, ...mean })) : [],
      }
    }),
  }
}

const pickShown = ({ id, households, slips, until, ended }: Survey) => ({ id, households, slips, until, ended })
