import { randomUUID } from 'node:crypto'
import { id } from '@bilin/domain/fields'
import { compareRubrics } from '@bilin/domain/scorecards/rubrics/revision'
import { NewRubric, OneRubric, Revision } from '@bilin/domain/scorecards/rubrics/rubric'
import { template } from '@bilin/domain/scorecards/rubrics/template'
import { record } from '../../../record.ts'
import { member } from '../../../trpc.ts'
import { coordinating } from '../procedures.ts'
import { getRubric } from './rubric.ts'
import {
  insertVersion,
  listRubrics,
  listRubricVersions,
  updateOffered,
  updateRetired,
  getRetirement,
  listRoundsUsing,
} from './queries.ts'

export const rubricsProcedures = {
  /** The newest version of each rubric, with the rounds that use any; retired ones last. */
  list: member.query(({ ctx }) => listRubrics(ctx.db)),

  /** One version, with the other versions of the rubric and the rounds that use it. */
  get: member.input(OneRubric).query(async ({ ctx: { db }, input }) => {
    const rubric = await getRubric(db, input.rubricId)
    return {
      ...rubric,
      retiredAt: await getRetirement(db, rubric.familyId),
      versions: await listRubricVersions(db, rubric.familyId),
      rounds: await listRoundsUsing(db, rubric.id),
    }
  }),

  /** The template, which is also what `add` saves when no body is given. */
  template: member.query(() => template),

  /** What changed between two versions, of the same rubric or of different ones. */
  compare: member
    .input(OneRubric.extend({ withId: id() }))
    .query(async ({ ctx: { db }, input: { rubricId, withId } }) => {
      const { body: after, ...now } = await getRubric(db, rubricId)
      const { body: before, ...was } = await getRubric(db, withId)
      return { now, was, ...compareRubrics(before, after) }
    }),

  add: coordinating('scorecards.keep_rubrics')
    .input(NewRubric)
    .mutation(async ({ ctx: { db }, input: { title, body = template } }) => {
      const rubricId = randomUUID()
      await insertVersion(db, { id: rubricId, familyId: rubricId, version: 1, title, body })
      await record(db, 'scorecards.rubric_added', rubricId)
      return { rubricId, version: 1 }
    }),

  /** Saves the next version; rounds keep the one they were planned with. Refuses when somebody else has saved one meanwhile. */
  revise: coordinating('scorecards.keep_rubrics')
    .input(Revision)
    .mutation(async ({ ctx: { db }, input: { rubricId: seenId, version: seen, title, body } }) => {
      const { familyId } = await getRubric(db, seenId)
      const rubricId = randomUUID()
      const version = seen + 1
      await insertVersion(db, { id: rubricId, familyId, version, title, body })
      await record(db, 'scorecards.rubric_revised', rubricId, { version })
      return { rubricId, version }
    }),

  /** Stops offering a rubric for new rounds; rounds that use it continue. */
  retire: coordinating('scorecards.keep_rubrics')
    .input(OneRubric)
    .mutation(async ({ ctx: { db }, input }) => {
      const { familyId } = await getRubric(db, input.rubricId)
      if (await updateRetired(db, familyId)) await record(db, 'scorecards.rubric_retired', familyId)
    }),

  offer: coordinating('scorecards.keep_rubrics')
    .input(OneRubric)
    .mutation(async ({ ctx: { db }, input }) => {
      const { familyId } = await getRubric(db, input.rubricId)
      if (await updateOffered(db, familyId)) await record(db, 'scorecards.rubric_offered', familyId)
    }),
}
