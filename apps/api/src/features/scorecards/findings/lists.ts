import { id } from '@bilin/domain/fields'
import { z } from 'zod'
import { listPhotos } from '../../../rooms/files/photos.ts'
import { member } from '../../../trpc.ts'
import { getRound } from '../rounds/queries.ts'
import { getRubric } from '../rubrics/queries.ts'
import { getDimensionMeans } from './dimensionMeans.ts'
import {
  isAccepted,
  listDisclosedMarks,
  listDisputableEstates,
  listDisputedMarks,
  listExclusions,
  listFindings,
} from './queries.ts'
import { countCompaniesAwaited, listWithdrawnResponses } from './settlement.ts'

const OfRound = z.strictObject({ slug: z.string().max(40) })

export const listsProcedures = {
  /**
   * What was found in a round: to the reviewed company its own, to the coordinator all, to everybody else nothing.
   * `accepted`: whether the company has said that it is done; `awaited`: how many companies have not, as far as this seat
   * sees; `withdrawn`: the responses taken back, to marks as well.
   */
  list: member.input(OfRound).query(async ({ ctx: { db, seat, today }, input }) => {
    const round = await getRound(db, input.slug)
    const findings = await listFindings(db, round.id)
    const ids = findings.map((finding) => finding.id)
    return {
      round,
      rubric: await getRubric(db, round.rubricId),
      today,
      findings,
      photos: await listPhotos(db, 'finding', ids),
      evidence: await listPhotos(db, 'response', ids),
      accepted: await isAccepted(db, round.id, seat.actingTenantId),
      withdrawn: await listWithdrawnResponses(db, round.id),
      awaited: await countCompaniesAwaited(db, round.id),
    }
  }),

  /**
   * The marks disclosed to the company, of one estate: the one asked for, or the first. The coordinator sees all estates.
   * `means` is what the company reads in place of marks where there were too few visits.
   */
  disclosedMarks: member
    .input(OfRound.extend({ estateId: id().optional() }))
    .query(async ({ ctx: { db }, input: { slug, estateId } }) => {
      const round = await getRound(db, slug)
      const estates = await listDisputableEstates(db, round.id)
      const estate = estates.find((known) => known.estateId === estateId) ?? estates[0] ?? null
      const marks = estate ? await listDisclosedMarks(db, round.id, estate.estateId) : []
      const ids = marks.map((mark) => mark.id)
      return {
        estates,
        estate,
        marks,
        means: estate && (await getDimensionMeans(db, round.id, estate.estateId)),
        evidence: await listPhotos(db, 'response', ids),
        exclusions: await listExclusions(db, round.id),
      }
    }),

  /** Every disputed mark of a round that this seat may see, those that wait for a decision first. */
  disputed: member.input(OfRound).query(async ({ ctx: { db }, input }) => {
    const marks = await listDisputedMarks(db, (await getRound(db, input.slug)).id)
    const ids = marks.map((mark) => mark.id)
    const evidence = await listPhotos(db, 'response', ids)
    return marks.map((mark) => ({
      ...mark,
      evidence: evidence.filter(({ subjectId }) => subjectId === mark.id),
    }))
  }),
}
