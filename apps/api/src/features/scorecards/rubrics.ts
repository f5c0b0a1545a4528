import { randomUUID } from 'node:crypto'
import type { TenantDb } from '@bilin/db/tenant'
import { id } from '@bilin/domain/fields'
import { refuse } from '@bilin/domain/refusal'
import { NewRubric, readBody, Revision, type RubricBody } from '@bilin/domain/scorecards/rubric'
import { template } from '@bilin/domain/scorecards/template'
import { z } from 'zod'
import { record } from '../../record.ts'
import { member } from '../../trpc.ts'
import { coordinating } from './procedures.ts'

export const rubrics = {
  /** The newest version of each rubric. */
  rubrics: member.query(({ ctx }) => listRubrics(ctx.db)),

  /** One version, with its sisters and the rounds that use it. */
  rubric: member.input(z.strictObject({ rubricId: id() })).query(async ({ ctx: { db }, input }) => {
    const rubric = await getRubric(db, input.rubricId)
    return {
      ...rubric,
      versions: await listVersions(db, rubric.familyId),
      rounds: await roundsUsing(db, rubric.id),
    }
  }),

  /** What addRubric takes when it is given no body: to start an editor from. */
  template: member.query(() => template),

  addRubric: coordinating('scorecards.keep_rubrics')
    .input(NewRubric)
    .mutation(async ({ ctx: { db }, input: { title, body = template } }) => {
      const rubricId = randomUUID()
      await insertVersion(db, { id: rubricId, familyId: rubricId, version: 1, title, body })
      await record(db, 'scorecards.rubric_added', rubricId)
      return { rubricId, version: 1 }
    }),

  /** Makes the next version; rounds keep the one they were planned with. Refused when somebody else made it meanwhile. */
  reviseRubric: coordinating('scorecards.keep_rubrics')
    .input(Revision)
    .mutation(async ({ ctx: { db }, input: { rubricId: seenId, version: seen, title, body } }) => {
      const { familyId } = await getRubric(db, seenId)
      const rubricId = randomUUID()
      const version = seen + 1
      await insertVersion(db, { id: rubricId, familyId, version, title, body })
      await record(db, 'scorecards.rubric_revised', rubricId, { version })
      return { rubricId, version }
    }),
}

function listRubrics(db: TenantDb) {
  return db
    .selectFrom('rubric')
    .distinctOn('familyId')
    .select(['id', 'familyId', 'title', 'version', 'madeAt'])
    .orderBy('familyId')
    .orderBy('version', 'desc')
    .execute()
}

export async function getRubric(db: TenantDb, rubricId: string) {
  const { body, ...rubric } = await db
    .selectFrom('rubric')
    .select(['id', 'familyId', 'title', 'version', 'madeAt', 'body'])
    .where('id', '=', rubricId)
    .executeTakeFirstOrThrow(() => refuse('not_found', 'scorecards.rubric_not_found'))
  return { ...rubric, body: readBody(body) }
}

function listVersions(db: TenantDb, familyId: string) {
  return db
    .selectFrom('rubric')
    .select(['id', 'title', 'version', 'madeAt'])
    .where('familyId', '=', familyId)
    .orderBy('version', 'desc')
    .execute()
}

function roundsUsing(db: TenantDb, rubricId: string) {
  return db
    .selectFrom('round')
    .select(['slug', 'title', 'stage'])
    .where('rubricId', '=', rubricId)
    .orderBy('opensOn', 'desc')
    .execute()
}

async function insertVersion(
  db: TenantDb,
  { body, ...rubric }: { id: string; familyId: string; version: number; title: string; body: RubricBody },
) {
  await db
    .insertInto('rubric')
    .values({ ...rubric, body: JSON.stringify(body) })
    .execute()
}
