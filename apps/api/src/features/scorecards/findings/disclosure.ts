/** What is put to the reviewed companies when visiting ends: findings and marks, without who, when or on which visit. */
import { randomUUID } from 'node:crypto'
import type { TenantDb } from '@bilin/db/tenant'
import { mergeFindings, dedupeKey, type Finding } from '@bilin/domain/scorecards/visits/finding'
import { inBatches } from '../../../batches.ts'
import { copyPhotos, listSubjectsWithPhotos } from '../../../rooms/files/photos.ts'
import { listEstates } from '../rounds/queries.ts'

type Estate = Awaited<ReturnType<typeof listEstates>>[number]

/** Sheets before visits, so that a first save, which holds its visit and has no sheet others can see, is waited for. */
export async function lockSheetsAndVisits(db: TenantDb, roundId: string) {
  const ofRound = db.selectFrom('visit').select('visit.id').where('visit.roundId', '=', roundId)
  await db
    .selectFrom('scoreSheet')
    .select('id')
    .where('visitId', 'in', ofRound)
    .orderBy('visitId')
    .forUpdate()
    .execute()
  await ofRound.orderBy('visit.id').forUpdate().execute()
}

/** Answers how many; none where nobody submitted anything. The company does not read those of estates with few visits. */
export async function insertDisclosedMarks(
  db: TenantDb,
  roundId: string,
  fewVisited: readonly { estateId: string }[],
): Promise<number> {
  const undisclosed = new Set(fewVisited.map(({ estateId }) => estateId))
  const estates = await listEstates(db, roundId)
  const place = new Map(estates.map((estate, at) => [estate.estateId, { ...estate, at }]))
  const given = await submitted(db, roundId)
    .innerJoin('score', 'score.visitId', 'visit.id')
    .select([
      'visit.id as visitId',
      'visit.reviewerId',
      'visit.estateId',
      'score.indicator',
      'score.mark',
      'score.counted',
      'score.excluded',
    ])
    .execute()
  const sorted = given
    .map(({ estateId, visitId, reviewerId, ...mark }) => ({
      id: randomUUID(),
      ...mark,
      of: place.get(estateId)!,
      visitId,
      reviewerId,
    }))
    .sort(
      (a, b) =>
        a.of.at - b.of.at ||
        compare(a.indicator, b.indicator) ||
        (b.mark ?? 0) - (a.mark ?? 0) ||
        compare(a.excluded ?? '', b.excluded ?? '') ||
        (a.counted ?? 0) - (b.counted ?? 0) ||
        compare(a.id, b.id),
    )
  const marks = sorted.map(({ id, indicator, mark, counted, excluded, of }) => ({
    id,
    roundId,
    ...subjectOf(of),
    indicator,
    mark,
    counted,
    excluded,
    disclosed: !undisclosed.has(of.estateId),
  }))
  for (const some of inBatches(marks)) await db.insertInto('mark').values(some).execute()
  const sources = sorted.map(({ id: markId, visitId, reviewerId }) => ({ markId, visitId, reviewerId }))
  for (const some of inBatches(sources)) await db.insertInto('markSource').values(some).execute()
  return marks.length
}

/** The same problem found twice is put once, with the photos of both. Answers how many. */
export async function insertDisclosedFindings(db: TenantDb, roundId: string): Promise<number> {
  const found = await submitted(db, roundId)
    .innerJoin('visitFinding', 'visitFinding.visitId', 'visit.id')
    .select([
      'visit.estateId',
      'visitFinding.id',
      'visitFinding.indicator',
      'visitFinding.severity',
      'visitFinding.place',
      'visitFinding.text',
      'visitFinding.veto',
    ])
    .execute()
  const merged = (await listEstates(db, roundId)).flatMap((estate) => {
    const here = found.filter(({ estateId }) => estateId === estate.estateId)
    const put = mergeFindings(
      here.map(({ indicator, severity, place, text, veto }) => ({ indicator, severity, place, text, veto })),
    )
    return put.map((finding) => ({ id: randomUUID(), estate, finding, sources: sourcesOf(finding, here) }))
  })
  const rows = merged.map(({ id, estate, finding: { indicator, severity, place, text, veto } }) => ({
    id,
    roundId,
    ...subjectOf(estate),
    indicator,
    severity,
    place,
    text,
    veto,
  }))
  for (const some of inBatches(rows)) await db.insertInto('finding').values(some).execute()

  const shown = await listSubjectsWithPhotos(
    db,
    'visit_finding',
    found.map(({ id }) => id),
  )
  for (const { id, estate, sources } of merged) {
    const subjectIds = sources.filter((source) => shown.has(source))
    if (subjectIds.length > 0)
      await copyPhotos(db, { of: 'visit_finding', subjectIds }, [
        { of: 'finding', subjectId: id, companyId: estate.companyId },
      ])
  }
  return merged.length
}

function submitted(db: TenantDb, roundId: string) {
  return db
    .selectFrom('visit')
    .innerJoin('scoreSheet', 'scoreSheet.visitId', 'visit.id')
    .where('visit.roundId', '=', roundId)
    .where('scoreSheet.submittedAt', 'is not', null)
}

/** All that were merged into it: the words kept may be another's. */
function sourcesOf(finding: Finding, found: readonly (Finding & { id: string })[]): string[] {
  const key = dedupeKey(finding)
  const alike = (one: Finding) => dedupeKey(one) === key
  return found.filter(alike).map(({ id }) => id)
}

const subjectOf = ({ estateId, companyId, communityId }: Estate) => ({ estateId, companyId, communityId })
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
