import type { TenantDb } from '@bilin/db/tenant'
import type { Day } from '@bilin/domain/calendar'
import { refuse } from '@bilin/domain/refusal'
import type { ImprovementStage } from '@bilin/domain/scorecards/improvements/machine'
import { sql } from 'kysely'
import { inNameOrder } from '../../../rooms/nameOrder.ts'

type Card = { roundId: string; estateId: string; companyId: string; communityId: string }
type Wording = {
  what: string
  who: string
  until: string
  practiceId: string | null
  practiceTitle: string
}

/** The improvements this seat may see: a company its own, a community those of its estates, the coordinator all. */
export const selectImprovements = (db: TenantDb, where: { roundId?: string; estateId?: string }) =>
  db
    .selectFrom('improvement')
    .innerJoin('roundEstate', (on) =>
      on
        .onRef('roundEstate.roundId', '=', 'improvement.roundId')
        .onRef('roundEstate.estateId', '=', 'improvement.estateId'),
    )
    .innerJoin('round', 'round.id', 'improvement.roundId')
    .select([
      'improvement.id',
      'improvement.roundId',
      'improvement.estateId',
      'improvement.indicator',
      'improvement.what',
      'improvement.who',
      'improvement.until',
      'improvement.practiceId',
      'improvement.practiceTitle',
      'improvement.doneOn',
      'improvement.evidence',
      'improvement.revision',
      'improvement.companyId',
      'roundEstate.name as estate',
      'roundEstate.companyName',
      'roundEstate.communityName',
      'round.slug',
      'round.title as round',
    ])
    .$if(where.roundId !== undefined, (query) => query.where('improvement.roundId', '=', where.roundId!))
    .$if(where.estateId !== undefined, (query) => query.where('improvement.estateId', '=', where.estateId!))
    .orderBy(inNameOrder('roundEstate.communityName'))
    .orderBy(inNameOrder('roundEstate.name'))
    .orderBy('improvement.until')
    .orderBy('improvement.indicator')
    .orderBy('improvement.id')
    .limit(5000)

/** A company's improvements that are not done and are due by a day. */
export function listDueImprovements(db: TenantDb, companyId: string, by: string) {
  return db
    .selectFrom('improvement')
    .innerJoin('round', 'round.id', 'improvement.roundId')
    .select(['improvement.id', 'improvement.what', 'improvement.until', 'round.slug', 'round.title'])
    .where('improvement.companyId', '=', companyId)
    .where('improvement.doneOn', 'is', null)
    .where('improvement.until', '<=', by)
    .orderBy('improvement.until')
    .limit(100)
    .execute()
}

export async function insertImprovement(db: TenantDb, card: Card, indicator: string, wording: Wording) {
  const { id } = await db
    .insertInto('improvement')
    .values({ ...card, indicator, ...wording })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Locks an improvement of this company. Its `turn` is its revision. */
export async function lockImprovement(db: TenantDb, actingTenantId: string, id: string) {
  const found = await db
    .selectFrom('improvement')
    .select(['id', 'roundId', 'companyId', 'communityId', 'indicator', 'what', 'until', 'doneOn', 'revision'])
    .where('id', '=', id)
    .where('authorTenantId', '=', actingTenantId)
    .forUpdate()
    .executeTakeFirstOrThrow(() => refuse('not_found', 'scorecards.improvement_not_found'))
  const stage: ImprovementStage = found.doneOn === null ? 'open' : 'done'
  return { ...found, stage, turn: found.revision }
}

export async function updateImprovement(
  db: TenantDb,
  now: Date,
  id: string,
  change: Partial<Wording & { doneOn: string | null; evidence: string }>,
) {
  await db
    .updateTable('improvement')
    .set({ ...change, revision: sql`revision + 1`, changedAt: now })
    .where('id', '=', id)
    .execute()
}

export async function deleteImprovement(db: TenantDb, id: string) {
  await db.deleteFrom('improvement').where('id', '=', id).execute()
}

/** The title of a practice that an improvement follows. Refuses when the practice is not shared any more. */
export async function getPracticeTitle(db: TenantDb, practiceId: string): Promise<string> {
  const found = await db
    .selectFrom('sharedPractice')
    .select('title')
    .where('practiceId', '=', practiceId)
    .where('supersededAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .executeTakeFirst()
  return found?.title ?? refuse('not_found', 'scorecards.practice_not_shared', { field: 'practiceId' })
}

/** Shared practices that aim at an indicator, the most adopted first. */
export const selectPracticesFor = (db: TenantDb, today: Day, indicators: readonly string[]) =>
  db
    .selectFrom('sharedPractice as s')
    .leftJoin('neighbour as member', 'member.id', 's.authorTenantId')
    .select(['s.practiceId', 's.title', 'member.name as member', 's.indicators'])
    .select(({ selectFrom }) =>
      selectFrom('adoption as a')
        .select(sql<number>`count(*)::int`.as('count'))
        .whereRef('a.practiceId', '=', 's.practiceId')
        .where('a.endedOn', 'is', null)
        .as('adopters'),
    )
    .where('s.supersededAt', 'is', null)
    .where('s.withdrawnAt', 'is', null)
    .where((eb) => eb.or([eb('s.until', 'is', null), eb('s.until', '>=', today)]))
    .where(sql<boolean>`s.indicators && ${indicators as string[]}::text[]`)
    .orderBy('adopters', 'desc')
    .orderBy('s.publishedAt', 'desc')
    .orderBy('s.id')
    .limit(200)
    .$narrowType<{ adopters: number }>()
