import type { TenantDb } from '@bilin/db/tenant'
import type { Day } from '@bilin/domain/calendar'
import { conflictApplies } from '@bilin/domain/scorecards/rota/recusal'
import { absentOn, defaults, usableDays, type RotaSettings } from '@bilin/domain/scorecards/rota/settings'
import type { RotaProblem } from '@bilin/domain/scorecards/rota/problem'
import { listReviewers } from './reviewers.ts'
import { listEstates, listRounds, listVisits, type getRound } from '../rounds/queries.ts'

type Round = Awaited<ReturnType<typeof getRound>>

export function getRota(db: TenantDb, roundId: string) {
  return db
    .selectFrom('rota')
    .select(['wanted', 'most', 'aDay', 'weekdays', 'dated', 'people', 'bridge', 'unlinked', 'replaces'])
    .select(['proposal', 'proposedAt'])
    .where('roundId', '=', roundId)
    .executeTakeFirst()
}

export async function getRotaSettings(db: TenantDb, roundId: string): Promise<RotaSettings> {
  const kept = await getRota(db, roundId)
  if (!kept) return defaults
  const { wanted, aDay, weekdays, dated, bridge, unlinked, replaces, most, people } = kept
  return {
    wanted,
    aDay,
    weekdays,
    dated,
    bridge,
    unlinked,
    replaces,
    most: most ?? undefined,
    people: people ?? undefined,
  }
}

export async function saveRotaSettings(db: TenantDb, roundId: string, settings: RotaSettings) {
  const row = {
    ...settings,
    most: settings.most ?? null,
    people: settings.people ?? null,
    proposal: null,
    proposedAt: null,
  }
  await db
    .insertInto('rota')
    .values({ roundId, ...row })
    .onConflict((on) => on.columns(['tenantId', 'roundId']).doUpdateSet(row))
    .execute()
}

/** A proposal waits until it is taken or another takes its place. */
export const saveProposal = (db: TenantDb, now: Date, roundId: string, proposal: object) =>
  replaceProposal(db, roundId, { proposal: JSON.stringify(proposal), proposedAt: now })

export const deleteProposal = (db: TenantDb, roundId: string) =>
  replaceProposal(db, roundId, { proposal: null, proposedAt: null })

async function replaceProposal(
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

export const listRequiredVisits = (db: TenantDb, roundId: string) =>
  db.selectFrom('rotaEstate').select(['estateId', 'wanted']).where('roundId', '=', roundId).execute()

export const listMaxVisits = (db: TenantDb, roundId: string) =>
  db.selectFrom('rotaPerson').select(['seatId', 'most']).where('roundId', '=', roundId).execute()

export async function setRequiredVisits(db: TenantDb, roundId: string, estateId: string, wanted: number | null) {
  if (wanted === null)
    return void (await db
      .deleteFrom('rotaEstate')
      .where('roundId', '=', roundId)
      .where('estateId', '=', estateId)
      .execute())
  await db
    .insertInto('rotaEstate')
    .values({ roundId, estateId, wanted })
    .onConflict((on) => on.columns(['tenantId', 'roundId', 'estateId']).doUpdateSet({ wanted }))
    .execute()
}

export async function setMaxVisits(db: TenantDb, roundId: string, seatId: string, most: number | null) {
  if (most === null)
    return void (await db
      .deleteFrom('rotaPerson')
      .where('roundId', '=', roundId)
      .where('seatId', '=', seatId)
      .execute())
  await db
    .insertInto('rotaPerson')
    .values({ roundId, seatId, most })
    .onConflict((on) => on.columns(['tenantId', 'roundId', 'seatId']).doUpdateSet({ most }))
    .execute()
}

/** Those this seat may see: the coordinator all, a member its own. */
export function listAbsences(db: TenantDb, roundId: string) {
  return db
    .selectFrom('absence')
    .innerJoin('seat', 'seat.id', 'absence.seatId')
    .select(['absence.id', 'absence.seatId', 'absence.reviewerId', 'seat.title', 'absence.fromDay', 'absence.toDay'])
    .where('absence.roundId', '=', roundId)
    .orderBy('absence.fromDay')
    .orderBy('seat.title')
    .execute()
}

export function listConflicts(db: TenantDb, roundId: string) {
  return db
    .selectFrom('declaredConflict as declared')
    .innerJoin('tenant as member', 'member.id', 'declared.memberId')
    .leftJoin('tenant as company', 'company.id', 'declared.companyId')
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
    .execute()
}

/** Where estates lie, as listed; not copied into the round, because a place does not change hands. */
const listPlaces = (db: TenantDb) =>
  db.selectFrom('listedEstate').select(['id as estateId', 'lat', 'lng', 'companyId', 'companyName']).execute()

/** Everything a rota of the round is made from, as it stands now. */
export async function loadPlanningSnapshot(db: TenantDb, allianceId: string, round: Round, today: Day) {
  const reviewers = await listReviewers(db, allianceId)
  const conflicts = await listConflicts(db, round.id)
  const estates = await listEstates(db, round.id)
  const visits = await listVisits(db, { roundId: round.id })
  const here = new Map(reviewers.map((reviewer) => [reviewer.seatId, reviewer]))
  const byId = new Map(estates.map((estate) => [estate.estateId, estate]))
  /** Visits not submitted that their reviewer cannot make any more. */
  const whyStranded = (visit: (typeof visits)[number]): 'left' | 'conflict' | null => {
    if (visit.submittedAt) return null
    if (!here.has(visit.reviewerSeatId)) return 'left'
    const estate = byId.get(visit.estateId)!
    return conflicts.some((conflict) => conflictApplies(conflict, visit.reviewerId, estate)) ? 'conflict' : null
  }
  const stranded = visits.flatMap((visit) => {
    const why = whyStranded(visit)
    return why ? [{ ...visit, why }] : []
  })
  return {
    reviewers,
    conflicts,
    estates,
    visits,
    stranded,
    absences: await listAbsences(db, round.id),
    wanted: await listRequiredVisits(db, round.id),
    most: await listMaxVisits(db, round.id),
    places: await listPlaces(db),
    rounds: await listRounds(db),
    today,
  }
}

export type PlanningSnapshot = Awaited<ReturnType<typeof loadPlanningSnapshot>>

/** `replaced` are planned visits that give way: those that nobody can make any more, and the unbegun where so wished. */
export function buildRotaProblem(
  round: Round,
  standing: PlanningSnapshot,
  settings: RotaSettings,
  only?: readonly string[],
) {
  const { reviewers, estates, visits, stranded, absences, conflicts, places } = standing
  const wanted = new Map(standing.wanted.map((known) => [known.estateId, known.wanted]))
  const most = new Map(standing.most.map((known) => [known.seatId, known.most]))
  const at = new Map(places.map((place) => [place.estateId, place]))
  const from: Day = standing.today > round.opensOn ? standing.today : round.opensOn
  const days = usableDays(from, round.closesOn, settings.weekdays)
  const left = new Set(stranded.map(({ id }) => id))
  const gives = ({ id, savedAt }: PlanningSnapshot['visits'][number]) => left.has(id) || (settings.replaces && !savedAt)
  const replaced = visits.filter(gives)
  const absent = Map.groupBy(absences, ({ seatId }) => seatId)
  const wish: RotaProblem = {
    reviewers: reviewers
      .filter(({ seatId }) => only?.includes(seatId) ?? true)
      .map(({ seatId, memberId, kind, title }) => ({
        seatId,
        memberId,
        kind,
        title,
        most: most.get(seatId) ?? null,
        absent: absentOn(absent.get(seatId) ?? [], days),
      })),
    estates: estates.map(({ estateId, name, companyId, communityId }) => ({
      estateId,
      name,
      companyId,
      communityId,
      wanted: wanted.get(estateId) ?? null,
      lat: at.get(estateId)?.lat ?? null,
      lng: at.get(estateId)?.lng ?? null,
    })),
    wanted: settings.wanted,
    most: settings.most ?? null,
    people: settings.people ?? null,
    bridge: settings.bridge,
    unlinked: settings.unlinked,
    conflicts: conflicts.map(({ memberId, companyId, estateId }) => ({ memberId, companyId, estateId })),
    kept: visits
      .filter((visit) => !gives(visit))
      .map(({ reviewerSeatId, estateId, plannedOn, submittedAt }) => ({
        seatId: reviewerSeatId,
        estateId,
        day: plannedOn,
        done: submittedAt !== null,
      })),
    // Once the round's days have passed, or where it has none and none are wished for, they are not counted.
    days: from <= round.closesOn && (settings.dated || days.length > 0) ? days : undefined,
    dated: settings.dated,
    aDay: settings.aDay,
    turn: standing.rounds.filter(({ opensOn }) => opensOn < round.opensOn).length,
  }
  return { wish, replaced }
}
