import { randomUUID } from 'node:crypto'
import type { Seat, TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import { coordinates } from '@bilin/domain/scorecards/rounds/machine'
import type { SavedMarking, Marking, SiteFinding } from '@bilin/domain/scorecards/visits/marking'
import type { Mark } from '@bilin/domain/scorecards/rubrics/mark'
import { sql } from 'kysely'
import { inNameOrder } from '../../../rooms/nameOrder.ts'

type Visit = { id: string; reviewerId: string }

export function listOwnVisits(db: TenantDb, seat: Seat) {
  return selectVisits(db)
    .select((eb) => eb('visit.reviewerSeatId', '=', seat.seatId).as('own'))
    .where('visit.reviewerId', '=', seat.actingTenantId)
    .orderBy('round.opensOn', 'desc')
    .orderBy((eb) => eb('visit.reviewerSeatId', '=', seat.seatId), 'desc')
    .orderBy('visit.plannedOn')
    .orderBy(inNameOrder('roundEstate.name'))
    .limit(500)
    .execute()
}

/** Before the first save `revision` is 0 and there is no sheet. */
export async function getVisit(db: TenantDb, visitId: string) {
  const { revision, ...visit } = await selectVisits(db)
    .where('visit.id', '=', visitId)
    .executeTakeFirstOrThrow(() => refuse('not_found', 'scorecards.visit_not_found'))
  return { ...visit, revision: revision ?? 0 }
}

/** Each visit with its round, the estate as it was when the round was planned, and the sheet, if any. */
export const selectVisitsWithRound = (db: TenantDb) =>
  db
    .selectFrom('visit')
    .innerJoin('round', 'round.id', 'visit.roundId')
    .innerJoin('roundEstate', (on) =>
      on.onRef('roundEstate.roundId', '=', 'visit.roundId').onRef('roundEstate.estateId', '=', 'visit.estateId'),
    )
    .leftJoin('scoreSheet', 'scoreSheet.visitId', 'visit.id')

function selectVisits(db: TenantDb) {
  return selectVisitsWithRound(db)
    .leftJoin('neighbourSeat as saver', 'saver.id', 'scoreSheet.savedBy')
    .select([
      'visit.id',
      'visit.roundId',
      'visit.estateId',
      'visit.reviewerId',
      'visit.reviewerSeatId',
      'visit.reviewerTitle',
      'visit.plannedOn',
      'round.slug',
      'round.title as round',
      'round.stage',
      'round.rubricId',
      'round.sourced',
      'round.opensOn',
      'round.closesOn',
      'roundEstate.name as estate',
      'roundEstate.kind',
      'roundEstate.communityName',
      'roundEstate.companyName',
      'scoreSheet.revision',
      'scoreSheet.savedAt',
      'scoreSheet.submittedAt',
      'scoreSheet.draftId',
      'saver.title as savedBy',
      (eb) => eb('scoreSheet.savedBy', '!=', eb.ref('visit.reviewerSeatId')).as('onBehalf'),
    ])
}

export function getRoundStage(db: TenantDb, roundId: string) {
  return db.selectFrom('round').select('stage').where('id', '=', roundId).executeTakeFirstOrThrow()
}

export async function getMarking(db: TenantDb, visitId: string, scope?: readonly string[]): Promise<SavedMarking> {
  const within = <T extends { indicator: string }>(rows: T[]) =>
    rows.filter(({ indicator }) => scope?.includes(indicator) ?? true)
  const scores = await db
    .selectFrom('score')
    .select(['indicator', 'mark', 'counted', 'excluded'])
    .where('visitId', '=', visitId)
    .execute()
  const findings = await db
    .selectFrom('visitFinding')
    .select(['id', 'indicator', 'severity', 'place', 'text', 'veto'])
    .where('visitId', '=', visitId)
    .orderBy('indicator')
    .orderBy('severity')
    .orderBy('text')
    .execute()
  const rows = within(scores)
  return {
    marks: Object.fromEntries(rows.map(({ indicator, mark }) => [indicator, mark as Mark | null])),
    counted: Object.fromEntries(
      rows.flatMap(({ indicator, counted }) => (counted === null ? [] : [[indicator, Number(counted)]])),
    ),
    excluded: Object.fromEntries(
      rows.flatMap(({ indicator, excluded }) => (excluded === null ? [] : [[indicator, excluded]])),
    ),
    findings: within(findings),
  }
}

/** Locks the sheet for a save and returns its new revision, or null when somebody has saved since revision `seen`. */
export async function lockForSave(
  db: TenantDb,
  now: Date,
  seat: Seat,
  { id: visitId, reviewerId }: Visit,
  { revision: seen, draft }: Pick<Marking, 'revision' | 'draft'>,
) {
  const by = { draftId: draft?.id ?? null, draftTurn: draft?.turn ?? null }
  const begun =
    seen === 0 &&
    (await db
      .insertInto('scoreSheet')
      .values({ visitId, reviewerId, ...by })
      .onConflict((oc) => oc.constraint('scorecards__changed_meanwhile').doNothing())
      .returning('revision')
      .executeTakeFirst())
  const turned =
    begun ||
    (await db
      .updateTable('scoreSheet')
      .set({ ...by, revision: sql`revision + 1`, savedAt: now, savedBy: seat.seatId })
      .where('visitId', '=', visitId)
      .where((eb) =>
        eb.or([
          eb('revision', '=', seen),
          ...(draft ? [eb.and([eb('draftId', '=', draft.id), eb('draftTurn', '<', draft.turn)])] : []),
        ]),
      )
      .where('submittedAt', 'is', null)
      .returning('revision')
      .executeTakeFirst())
  if (turned) return turned.revision
  const sheet = await db
    .selectFrom('scoreSheet')
    .select(['authorTenantId', 'submittedAt'])
    .where('visitId', '=', visitId)
    .executeTakeFirst()
  if (sheet?.submittedAt) refuse('conflict', 'scorecards.already_submitted')
  if (sheet && sheet.authorTenantId !== seat.actingTenantId && !coordinates(seat))
    refuse('conflict', 'scorecards.entered_for_you')
  return null
}

/** Replaces the saved marks and findings of the indicators in `scope`. */
export async function updateMarks(
  db: TenantDb,
  { id: visitId, reviewerId }: Visit,
  { marks, counted, excluded, findings }: SavedMarking,
  scope: readonly string[],
) {
  const known = (await getMarking(db, visitId)).findings
  const ids = matchFindingIds(findings, known)
  if (scope.length > 0) {
    const inScope = sql<boolean>`indicator = any(${scope})`
    await db.deleteFrom('score').where('visitId', '=', visitId).where(inScope).execute()
    await db
      .deleteFrom('visitFinding')
      .where('visitId', '=', visitId)
      .where(inScope)
      .where((eb) => eb.not(eb('id', '=', eb.fn.any(eb.val(ids)))))
      .execute()
  }
  const scores = Object.entries(marks).map(([indicator, mark]) => ({
    visitId,
    reviewerId,
    indicator,
    mark,
    counted: counted[indicator] ?? null,
    excluded: excluded[indicator] ?? null,
  }))
  if (scores.length > 0) await db.insertInto('score').values(scores).execute()
  const remaining = new Set(known.flatMap(({ id, indicator }) => (id && scope.includes(indicator) ? [id] : [])))
  const found = findings.map((finding, at) => ({ visitId, reviewerId, ...finding, id: ids[at]! }))
  for (const { id, indicator, severity, place, text, veto } of found.filter(({ id }) => remaining.has(id))) {
    const { numUpdatedRows } = await db
      .updateTable('visitFinding')
      .set({ indicator, severity, place, text, veto })
      .where('visitId', '=', visitId)
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) refuse('conflict', 'scorecards.changed_meanwhile')
  }
  const added = found.filter(({ id }) => !remaining.has(id))
  if (added.length > 0) {
    const inserted = await db
      .insertInto('visitFinding')
      .values(added)
      .onConflict((oc) => oc.doNothing())
      .returning('id')
      .execute()
    if (inserted.length < added.length) refuse('conflict', 'scorecards.changed_meanwhile')
  }
}

/** The ids of findings. An imported sheet has none, so a finding with the same text and place keeps its id, and with it its photos. */
function matchFindingIds(findings: readonly SiteFinding[], known: readonly SiteFinding[]): string[] {
  const left = new Set(known)
  for (const { id } of findings) for (const old of left) if (old.id === id) left.delete(old)
  return findings.map(({ id, ...finding }) => {
    if (id) return id
    const same = [...left].find((old) =>
      (['indicator', 'place', 'text'] as const).every((key) => old[key] === finding[key]),
    )
    if (same) left.delete(same)
    return same?.id ?? randomUUID()
  })
}

export async function getSubmissionId(db: TenantDb, visitId: string) {
  const sheet = await db
    .selectFrom('scoreSheet')
    .select('submissionId')
    .where('visitId', '=', visitId)
    .executeTakeFirst()
  return sheet?.submissionId ?? null
}

/** Submits the sheet. `submitted_at` is set on its marks and findings too; the policies do not let such rows be changed. */
export async function updateSubmittedSheet(
  db: TenantDb,
  now: Date,
  visitId: string,
  submissionId: string | null = null,
) {
  for (const table of ['score', 'visitFinding'] as const)
    await db.updateTable(table).set({ submittedAt: now }).where('visitId', '=', visitId).execute()
  await db.updateTable('scoreSheet').set({ submittedAt: now, submissionId }).where('visitId', '=', visitId).execute()
}
