/**
 * One version of a rubric. It never changes (nobody may update or delete one), is large, and nearly every page of a round needs it. So
 * one that was read is kept, for those who have entered the same tenant: they would read the same row.
 */
import { tenantOf, type TenantDb } from '@bilin/db/tenant'
import { deepFreeze } from '@bilin/domain/scorecards/rubrics/deepFreeze'
import { refuse } from '@bilin/domain/refusal'
import { readBody } from '@bilin/domain/scorecards/rubrics/rubric'

type Rubric = Awaited<ReturnType<typeof findRubric>>

const MAX_KEPT = 200
/** Those used last come last. */
const known = new Map<string, Rubric>()

export async function getRubric(db: TenantDb, rubricId: string): Promise<Rubric> {
  const key = `${tenantOf(db)} ${rubricId}`
  const rubric = known.get(key) ?? (await findRubric(db, rubricId))
  known.delete(key)
  known.set(key, rubric)
  if (known.size > MAX_KEPT) known.delete(known.keys().next().value!)
  return rubric
}

async function findRubric(db: TenantDb, rubricId: string) {
  const { body, ...rubric } = await db
    .selectFrom('rubric')
    .select(['id', 'familyId', 'title', 'version', 'madeAt', 'body'])
    .where('id', '=', rubricId)
    .executeTakeFirstOrThrow(() => refuse('not_found', 'scorecards.rubric_not_found'))
  return deepFreeze({ ...rubric, body: readBody(body) })
}
