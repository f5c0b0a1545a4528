import { randomUUID } from 'node:crypto'
import type { Seat, TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import { coordinates } from '@bilin/domain/scorecards/rounds/machine'
import type { SavedMarking, Marking, SiteFinding } from '@bilin/domain/scorecards/visits/marking'
import type { Mark } from '@bilin/domain/scorecards/rubrics/mark'
import { sql } from 'kysely'
import { deleteOrphanPhotos } from '../../../rooms/files/photos.ts'

type Visit = { id: string; reviewerId: string }

export function listOwnVisits(db: TenantDb, seat: Seat) {
  return selectVisits(db)
    .select((eb) => eb('visit.reviewerSeatId', '=', seat.seatId).as('own'))
    .where('visit.reviewerId', '=', seat.actingTenantId)
    .orderBy('round.opensOn', 'desc')
    .orderBy((eb) => eb('visit.reviewerSeatId', '=', seat.seatId), 'desc')
    .orderBy('visit.plannedOn')
    .orderBy('roundEstate.name')
    .limit(500)
    .execute()
}

/** With `revision` 0 and no sheet before the first save. */
export async function getVisit(db: TenantDb, visitId: string) {
  const { revision, ...visit } = await selectVisits(db)
    .where('visit.id', '=', visitId)
    .executeTakeFirstOrThrow(() => refuse('not_found', 'scorecards.visit_not_found'))
  return { ...visit, revision: revision ?? 0 }
}

/** Each visit with its round, the estate as it was when the round was planned, and the sheet, if any. */
export const fromVisits = (db: TenantDb) =>
  db
    .selectFrom('visit')
    .innerJoin('round', 'round.id', 'visit.roundId')
    .innerJoin('roundEstate', (on) =>
      on.onRef('roundEstate.roundId', '=', 'visit.roundId').onRef('roundEstate.estateId', '=', 'visit.estateId'),
    )
    .leftJoin('scoreSheet', 'scoreSheet.visitId', 'visit.id')

function selectVisits(db: TenantDb) {
  return fromVisits(db)
    .leftJoin('seat as saver', 'saver.id', 'scoreSheet.savedBy')
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

export function roundOf(db: TenantDb, roundId: string) {
  return db.selectFrom('round').select('stage').where('id', '=', roundId).executeTakeFirstOrThrow()
}

export async function loadMarking(db: TenantDb, visitId: string, scope?: readonly string[]): Promise<SavedMarking> {
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

/** Takes the sheet for a save and answers its new revision, or null when somebody saved since `seen`. */
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

/** What is sent replaces what was kept of the indicators in `scope`. */
export async function replaceMarks(
  db: TenantDb,
  { id: visitId, reviewerId }: Visit,
  { marks, counted, excluded, findings }: SavedMarking,
  scope: readonly string[],
) {
  const known = (await loadMarking(db, visitId)).findings
  if (scope.length > 0)
    for (const table of ['score', 'visitFinding'] as const)
      await db
        .deleteFrom(table)
        .where('visitId', '=', visitId)
        .where(sql<boolean>`indicator = any(${scope})`)
        .execute()
  const scores = Object.entries(marks).map(([indicator, mark]) => ({
    visitId,
    reviewerId,
    indicator,
    mark,
    counted: counted[indicator] ?? null,
    excluded: excluded[indicator] ?? null,
  }))
  if (scores.length > 0) await db.insertInto('score').values(scores).execute()
  const ids = idsOf(findings, known)
  const found = findings.map((finding, at) => ({ visitId, reviewerId, ...finding, id: ids[at]! }))
  if (found.length > 0) {
    const put = await db
      .insertInto('visitFinding')
      .values(found)
      .onConflict((oc) => oc.doNothing())
      .returning('id')
      .execute()
    if (put.length < found.length) refuse('conflict', 'scorecards.changed_meanwhile')
  }
  await deleteOrphanPhotos(db, visitId)
}

/** A sheet from Excel names no ids: the same words in the same place are the same finding, and keep its photos. */
function idsOf(findings: readonly SiteFinding[], known: readonly SiteFinding[]): string[] {
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

/** The sheet's moment is copied onto all that is on the sheet: what carries it cannot be changed any more. */
export async function submitSheet(db: TenantDb, now: Date, visitId: string, submissionId: string | null = null) {
  for (const table of ['score', 'visitFinding'] as const)
    await db.updateTable(table).set({ submittedAt: now }).where('visitId', '=', visitId).execute()
  await db.updateTable('scoreSheet').set({ submittedAt: now, submissionId }).where('visitId', '=', visitId).execute()
}
