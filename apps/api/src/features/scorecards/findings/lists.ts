import { id } from '@bilin/domain/fields'
import { FindingListing } from '@bilin/domain/scorecards/findings/listing'
import { z } from 'zod'
import { selectFiles } from '../../../rooms/files/links.ts'
import { readTogether } from '../../../rooms/together.ts'
import { member } from '../../../trpc.ts'
import { getRound } from '../rounds/queries.ts'
import { getRubric } from '../rubrics/rubric.ts'
import { selectDisclosedMeans } from './dimensionMeans.ts'
import { selectValueSources } from './disclosedValues.ts'
import { findingFiles, responseFiles } from './files.ts'
import { byStatus, listFindingPage, selectStatusCounts } from './findingPage.ts'
import {
  listDisputedMarks,
  listReviewedEstates,
  selectAcceptance,
  selectDisclosedMarks,
  selectDisputedCount,
  selectExclusions,
} from './queries.ts'
import { countAnswers } from './reopening.ts'
import { selectNewestReminders } from './reminders/queries.ts'
import { countOwed, selectAwaitedCompanies, selectAwaitedCount, selectWithdrawnResponses } from './settlement.ts'

/** With more estates than this, they are found by name. */
const MAX_ESTATES = 24

const DisputedPage = {
  after: z.uuid().optional().catch(undefined),
  most: z.int().min(1).max(200).optional(),
}
const OfRound = z.strictObject({ slug: z.string().max(40) })

export const listsProcedures = {
  /**
   * The findings of a round, a page at a time. The reviewed company sees its own, the coordinator all, everybody else none.
   * `accepted`: whether the company has said that it is done. `awaited`: how many companies, of those this seat sees, have not.
   * `withdrawn`: withdrawn responses to findings and marks. `disputedMarks`: how many marks are disputed.
   */
  list: member
    .input(OfRound.extend(FindingListing.shape))
    .query(async ({ ctx: { db, seat, today }, input: { slug, ...asked } }) => {
      const round = await getRound(db, slug)
      const of = { roundId: round.id, over: round.stage !== 'responding' || today > round.responseUntil }
      const { rows: findings, next } = await listFindingPage(db, of, asked)
      const ids = findings.map((finding) => finding.id)
      const [rubric, { counts, accepted, awaited, disputed, reminders, ...beside }] = await Promise.all([
        getRubric(db, round.rubricId),
        readTogether(db, {
          counts: selectStatusCounts(db, of, asked),
          photos: selectFiles(db, findingFiles, ids),
          evidence: selectFiles(db, responseFiles.finding, ids),
          accepted: selectAcceptance(db, round.id, seat.actingTenantId),
          withdrawn: selectWithdrawnResponses(db, round.id),
          reminders: selectNewestReminders(db, round.id),
          awaited: selectAwaitedCount(db, round.id, seat),
          disputed: selectDisputedCount(db, round.id),
        }),
      ])
      return {
        round,
        rubric,
        today,
        findings,
        next,
        ...beside,
        /** The last words with which this company was reminded. */
        reminder: reminders.find(({ companyId }) => companyId === seat.actingTenantId) ?? null,
        counts: byStatus(counts),
        accepted: accepted.length > 0,
        awaited: awaited[0]!.count,
        disputedMarks: disputed[0]!.count,
      }
    }),

  /**
   * How many findings there are and what waits: for an answer, for a decision, and for how many companies (`awaited`). `answered`:
   * whether anything was, so that visits cannot be opened again.
   */
  owed: member.input(OfRound).query(async ({ ctx: { db, seat }, input }) => {
    const { id: roundId } = await getRound(db, input.slug)
    return {
      ...(await countOwed(db, roundId, seat)),
      answered: await countAnswers(db, roundId),
      awaitedNames: (await selectAwaitedCompanies(db, roundId, seat).execute()).map(({ name }) => name),
    }
  }),

  /**
   * The marks disclosed to the company, of one estate: the one asked for, or the first. The coordinator sees all estates; the first ones
   * whose names have `search` in them are listed.
   * `means` is what the company reads in place of marks where there were too few visits.
   */
  disclosedMarks: member
    .input(OfRound.extend({ estateId: id().optional(), search: z.string().trim().max(60).catch('').default('') }))
    .query(async ({ ctx: { db, seat }, input: { slug, estateId, search } }) => {
      const round = await getRound(db, slug)
      const found = await listReviewedEstates(db, round.id, seat, { search, most: MAX_ESTATES + 1 })
      const [asked] = estateId ? await listReviewedEstates(db, round.id, seat, { estateId }) : []
      const [first] = found.length > 0 ? found : await listReviewedEstates(db, round.id, seat, { most: 1 })
      const estate = asked ?? first ?? null
      const estates = found.slice(0, MAX_ESTATES)
      const { marks, means, exclusions, sources } = estate
        ? await readTogether(db, {
            marks: selectDisclosedMarks(db, round.id, estate.estateId),
            means: selectDisclosedMeans(db, round.id, estate.estateId),
            exclusions: selectExclusions(db, round.id),
            sources: selectValueSources(db, round.id, estate.estateId),
          })
        : { marks: [], means: [], exclusions: [], sources: [] }
      return {
        estates,
        /** Whether there are more estates than are listed. */
        more: found.length > MAX_ESTATES,
        estate,
        marks,
        means: means[0]
          ? { visits: means[0].visits, dimensions: means.map(({ dimension, percent }) => ({ dimension, percent })) }
          : null,
        exclusions,
        /** Where the values come from that no reviewer gave. */
        sources,
      }
    }),

  /** The disputed marks of a round that this seat may see, those that wait for a decision first; all, or `most` after another one. */
  disputed: member
    .input(OfRound.extend(DisputedPage))
    .query(async ({ ctx: { db }, input: { slug, ...asked } }) =>
      listDisputedMarks(db, (await getRound(db, slug)).id, asked),
    ),
}
