import type { TenantDb } from '@bilin/db/tenant'
import type { Day } from '@bilin/domain/calendar'
import { conflictApplies } from '@bilin/domain/scorecards/rota/recusal'
import { defaults, type RotaSettings } from '@bilin/domain/scorecards/rota/settings'
import { selectDays } from '../../../rooms/calendar/queries.ts'
import { readTogether } from '../../../rooms/together.ts'
import { listReviewers } from './reviewers.ts'
import { listRoundEstates, listVisits, selectDaysOff, selectRounds, type getRound } from '../rounds/queries.ts'
import { inNameOrder } from '../../../rooms/nameOrder.ts'

type Round = Awaited<ReturnType<typeof getRound>>

export const selectRota = (db: TenantDb, roundId: string) =>
  db
    .selectFrom('rota')
    .select([
      'requiredVisits',
      'maxVisits',
      'visitsPerDay',
      'weekdays',
      'proposeDays',
      'maxReviewers',
      'bridge',
      'unlinked',
      'replaces',
    ])
    .select(['proposal', 'proposedAt'])
    .where('roundId', '=', roundId)

export const getRota = (db: TenantDb, roundId: string) => selectRota(db, roundId).executeTakeFirst()

export const getRotaSettings = async (db: TenantDb, roundId: string): Promise<RotaSettings> =>
  toRotaSettings(await getRota(db, roundId))

export function toRotaSettings(saved: Awaited<ReturnType<typeof getRota>>): RotaSettings {
  if (!saved) return defaults
  const { requiredVisits, visitsPerDay, weekdays, proposeDays, bridge, unlinked, replaces, maxVisits, maxReviewers } =
    saved
  return {
    requiredVisits,
    visitsPerDay,
    weekdays,
    proposeDays,
    bridge,
    unlinked,
    replaces,
    maxVisits: maxVisits ?? undefined,
    maxReviewers: maxReviewers ?? undefined,
  }
}

export async function updateRotaSettings(db: TenantDb, roundId: string, settings: RotaSettings) {
  const row = {
    ...settings,
    maxVisits: settings.maxVisits ?? null,
    maxReviewers: settings.maxReviewers ?? null,
    proposal: null,
    proposedAt: null,
  }
  await db
    .insertInto('rota')
    .values({ roundId, ...row })
    .onConflict((on) => on.columns(['tenantId', 'roundId']).doUpdateSet(row))
    .execute()
}

/** Saves a proposal until it is accepted or replaced by another. */
export const insertProposal = (db: TenantDb, now: Date, roundId: string, proposal: object) =>
  updateProposal(db, roundId, { proposal: JSON.stringify(proposal), proposedAt: now })

export const deleteProposal = (db: TenantDb, roundId: string) =>
  updateProposal(db, roundId, { proposal: null, proposedAt: null })

async function updateProposal(
  db: TenantDb,
  roundId: string,
  row: { proposal: string; proposedAt: Date } | { proposal: null; proposedAt: null },
) {
  await db
    .insertInto('rota')
    .values({ roundId, ...row })
    .onConflict((on) => on.columns(['tenantId', 'roundId']).doUpdateSet(row))
    .execute()
}

const selectRequiredVisits = (db: TenantDb, roundId: string) =>
  db.selectFrom('rotaEstate').select(['estateId', 'requiredVisits']).where('roundId', '=', roundId)

const selectMaxVisits = (db: TenantDb, roundId: string) =>
  db.selectFrom('rotaPerson').select(['seatId', 'maxVisits']).where('roundId', '=', roundId)

export async function updateRequiredVisits(
  db: TenantDb,
  roundId: string,
  estateId: string,
  requiredVisits: number | null,
) {
  if (requiredVisits === null)
    return void (await db
      .deleteFrom('rotaEstate')
      .where('roundId', '=', roundId)
      .where('estateId', '=', estateId)
      .execute())
  await db
    .insertInto('rotaEstate')
    .values({ roundId, estateId, requiredVisits })
    .onConflict((on) => on.columns(['tenantId', 'roundId', 'estateId']).doUpdateSet({ requiredVisits }))
    .execute()
}

export async function updateMaxVisits(db: TenantDb, roundId: string, seatId: string, maxVisits: number | null) {
  if (maxVisits === null)
    return void (await db
      .deleteFrom('rotaPerson')
      .where('roundId', '=', roundId)
      .where('seatId', '=', seatId)
      .execute())
  await db
    .insertInto('rotaPerson')
    .values({ roundId, seatId, maxVisits })
    .onConflict((on) => on.columns(['tenantId', 'roundId', 'seatId']).doUpdateSet({ maxVisits }))
    .execute()
}

/** Those that this seat may see: the coordinator all, a member its own. */
export const selectAbsences = (db: TenantDb, roundId: string) =>
  db
    .selectFrom('absence')
    .innerJoin('neighbourSeat as seat', 'seat.id', 'absence.seatId')
    .select(['absence.id', 'absence.seatId', 'absence.reviewerId', 'seat.title', 'absence.fromDay', 'absence.toDay'])
    .where('absence.roundId', '=', roundId)
    .orderBy('absence.fromDay')
    .orderBy(inNameOrder('seat.title'))

export const selectConflicts = (db: TenantDb, roundId: string) =>
  db
    .selectFrom('declaredConflict as declared')
    .innerJoin('neighbour as member', 'member.id', 'declared.memberId')
    .leftJoin('neighbour as company', 'company.id', 'declared.companyId')
    .leftJoin('roundEstate', (on) =>
      on.onRef('roundEstate.roundId', '=', 'declared.roundId').onRef('roundEstate.estateId', '=', 'declared.estateId'),
    )
    .select([
      'declared.id',
      'declared.memberId',
      'declared.companyId',
      'declared.estateId',
      'declared.reason',
      'declared.authorTenantId',
      'declared.declaredAt',
      'member.name as member',
      'company.name as company',
      'roundEstate.name as estate',
    ])
    .where('declared.roundId', '=', roundId)
    .orderBy('declared.declaredAt')

/** Coordinates and current company of the listed estates. Coordinates are not copied into the round, because estates do not move. */
const selectPlaces = (db: TenantDb) =>
  db.selectFrom('listedEstate').select(['id as estateId', 'lat', 'lng', 'companyId', 'companyName'])

/** Loads everything that a rota of the round is computed from. */
export async function loadPlanningSnapshot(db: TenantDb, allianceId: string, round: Round, today: Day) {
  const [reviewers, estates, visits, beside] = await Promise.all([
    listReviewers(db, allianceId),
    listRoundEstates(db, round.id),
    listVisits(db, { roundId: round.id }),
    readTogether(db, {
      conflicts: selectConflicts(db, round.id),
      absences: selectAbsences(db, round.id),
      requiredVisits: selectRequiredVisits(db, round.id),
      maxVisits: selectMaxVisits(db, round.id),
      places: selectPlaces(db),
      rounds: selectRounds(db),
      calendar: selectDays(db),
      daysOff: selectDaysOff(db, round.id),
    }),
  ])
  const here = new Map(reviewers.map((reviewer) => [reviewer.seatId, reviewer]))
  const byId = new Map(estates.map((estate) => [estate.estateId, estate]))
  /** Visits not submitted that their reviewer cannot make any more. */
  const whyStranded = (visit: (typeof visits)[number]): 'left' | 'conflict' | null => {
    if (visit.submittedAt) return null
    if (!here.has(visit.reviewerSeatId)) return 'left'
    const estate = byId.get(visit.estateId)!
    return beside.conflicts.some((conflict) => conflictApplies(conflict, visit.reviewerId, estate)) ? 'conflict' : null
  }
  const stranded = visits.flatMap((visit) => {
    const why = whyStranded(visit)
    return why ? [{ ...visit, why }] : []
  })
  return {
    ...beside,
    reviewers,
    estates,
    visits,
    stranded,
    today,
  }
}

export type PlanningSnapshot = Awaited<ReturnType<typeof loadPlanningSnapshot>>
