import type { TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import type { RubricBody } from '@bilin/domain/scorecards/rubrics/rubric'
import { getRubric } from './rubric.ts'

/** The newest version of each rubric: those offered for new rounds first, then the latest first. */
export async function listRubrics(db: TenantDb) {
  const rubrics = await db
    .selectFrom('rubric')
    .leftJoin('rubricRetirement', 'rubricRetirement.familyId', 'rubric.familyId')
    .distinctOn('rubric.familyId')
    .select([
      'rubric.id',
      'rubric.familyId',
      'rubric.title',
      'rubric.version',
      'rubric.madeAt',
      'rubricRetirement.retiredAt',
    ])
    .orderBy('rubric.familyId')
    .orderBy('rubric.version', 'desc')
    .execute()
  const used = await listRoundsByFamily(db)
  return rubrics
    .map((rubric) => ({ ...rubric, rounds: used.get(rubric.familyId) ?? [] }))
    .sort(
      (a, b) => Number(a.retiredAt !== null) - Number(b.retiredAt !== null) || b.madeAt.getTime() - a.madeAt.getTime(),
    )
}

async function listRoundsByFamily(db: TenantDb) {
  const rounds = await db
    .selectFrom('round')
    .innerJoin('rubric', 'rubric.id', 'round.rubricId')
    .select(['rubric.familyId', 'rubric.version', 'round.slug', 'round.title'])
    .orderBy('round.opensOn', 'desc')
    .execute()
  return Map.groupBy(rounds, ({ familyId }) => familyId)
}

/** The versions of a rubric, newest first, each with the number of rounds that use it. */
export function listRubricVersions(db: TenantDb, familyId: string) {
  return db
    .selectFrom('rubric')
    .select((eb) => [
      'id',
      'title',
      'version',
      'madeAt',
      eb
        .selectFrom('round')
        .select((of) => of.fn.countAll<string>().as('rounds'))
        .whereRef('round.rubricId', '=', 'rubric.id')
        .as('rounds'),
    ])
    .where('familyId', '=', familyId)
    .orderBy('version', 'desc')
    .execute()
}

export function listRoundsUsing(db: TenantDb, rubricId: string) {
  return db
    .selectFrom('round')
    .select(['slug', 'title', 'stage'])
    .where('rubricId', '=', rubricId)
    .orderBy('opensOn', 'desc')
    .execute()
}

export async function insertVersion(
  db: TenantDb,
  { body, ...rubric }: { id: string; familyId: string; version: number; title: string; body: RubricBody },
) {
  await db
    .insertInto('rubric')
    .values({ ...rubric, body: JSON.stringify(body) })
    .execute()
}

export async function getRetirement(db: TenantDb, familyId: string) {
  const row = await db
    .selectFrom('rubricRetirement')
    .select('retiredAt')
    .where('familyId', '=', familyId)
    .executeTakeFirst()
  return row?.retiredAt ?? null
}

/** Returns false when the rubric was retired already. */
export async function updateRetired(db: TenantDb, familyId: string): Promise<boolean> {
  const updated = await db
    .insertInto('rubricRetirement')
    .values({ familyId })
    .onConflict((oc) => oc.constraint('scorecards__rubric_retired').doNothing())
    .returning('id')
    .execute()
  return updated.length > 0
}

export async function updateOffered(db: TenantDb, familyId: string): Promise<boolean> {
  const gone = await db.deleteFrom('rubricRetirement').where('familyId', '=', familyId).returning('id').execute()
  return gone.length > 0
}

/** Refuses a retired rubric for a new round. */
export async function assertRubricOffered(db: TenantDb, rubricId: string) {
  const { familyId } = await getRubric(db, rubricId)
  if (await getRetirement(db, familyId)) refuse('conflict', 'scorecards.rubric_retired', { field: 'rubricId' })
}
