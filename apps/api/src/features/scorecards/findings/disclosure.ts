/** Discloses findings and marks to the reviewed companies when visiting ends, without reviewer, time and visit. */
import { randomUUID } from 'node:crypto'
import type { TenantDb } from '@bilin/db/tenant'
import { mergeFindings, dedupeKey, type Finding } from '@bilin/domain/scorecards/visits/finding'
import { among } from '../../../rooms/bulk/among.ts'
import { inBatches } from '../../../rooms/bulk/batches.ts'
import { ascendingIds } from '../../../rooms/bulk/ids.ts'
import { insertMany } from '../../../rooms/bulk/insertMany.ts'
import { copyFiles, listSubjectsWithFiles } from '../../../rooms/files/links.ts'
import { listRoundEstates, listSubmittedVisits } from '../rounds/queries.ts'
import { visitFindingFiles } from '../visits/files.ts'
import { findingFiles } from './files.ts'

type Estate = Awaited<ReturnType<typeof listRoundEstates>>[number]

/** Locks sheets, then visits. A first save locks its visit and inserts a sheet that others cannot see yet; locking visits waits for it. */
export async function lockSheetsAndVisits(db: TenantDb, roundId: string) {
  const ofRound = db.selectFrom('visit').select('visit.id').where('visit.roundId', '=', roundId)
  const visitIds = (await ofRound.execute()).map(({ id }) => id)
  await db
    .selectFrom('scoreSheet')
    .select('id')
    .where(among('visitId', visitIds))
    .orderBy('visitId')
    .forUpdate()
    .execute()
  await ofRound.orderBy('visit.id').forUpdate().execute()
}

/** Estates whose marks are inserted at once: some thousands of marks, which take the main thread some milliseconds. */
const ESTATES_AT_ONCE = 50

/** Returns the number of marks inserted. Those of `fewVisited` estates are inserted too, but their company cannot read them. */
export async function insertDisclosedMarks(
  { db, now }: { db: TenantDb; now: Date },
  roundId: string,
  fewVisited: readonly { estateId: string }[],
): Promise<number> {
  const undisclosed = new Set(fewVisited.map(({ estateId }) => estateId))
  const visits = await listSubmittedVisits(db, roundId)
  const scores = await db
    .selectFrom('score')
    .select(['visitId', 'indicator', 'mark', 'counted', 'excluded'])
    .where(among('visitId', [...visits.keys()]))
    .execute()
  const byEstate = Map.groupBy(scores, ({ visitId }) => visits.get(visitId)!.estateId)
  const ids = ascendingIds(now)
  let inserting: Promise<unknown> = Promise.resolve()
  for (const estates of inBatches(await listRoundEstates(db, roundId), ESTATES_AT_ONCE)) {
    const given = estates.flatMap((of) =>
      inOrderOfMarks(byEstate.get(of.estateId) ?? []).map((score) => ({ ...score, of, id: ids.next().value })),
    )
    const marks = given.map(({ id, indicator, mark, counted, excluded, of }) => ({
      id,
      roundId,
      ...pickParties(of),
      indicator,
      mark,
      counted,
      excluded,
      disclosed: !undisclosed.has(of.estateId),
    }))
    const sources = [...Map.groupBy(given, ({ visitId }) => visitId)].map(([visitId, from]) => ({
      roundId,
      visitId,
      reviewerId: visits.get(visitId)!.reviewerId,
      markIds: from.map(({ id }) => id),
    }))
    await inserting
    inserting = Promise.all([insertMany(db, 'mark', marks), insertMany(db, 'markSource', sources)])
  }
  await inserting
  return scores.length
}

type Score = { indicator: string; mark: number | null; excluded: string | null; counted: number | null }

/** The marks of an estate are inserted in this order, so that it says nothing about the visits; chance decides between equal ones. */
const inOrderOfMarks = <One extends Score>(scores: readonly One[]): One[] =>
  scores
    .map((score) => ({ score, chance: randomUUID() }))
    .sort(
      ({ score: a, ...one }, { score: b, ...other }) =>
        compare(a.indicator, b.indicator) ||
        (b.mark ?? 0) - (a.mark ?? 0) ||
        compare(a.excluded ?? '', b.excluded ?? '') ||
        (a.counted ?? 0) - (b.counted ?? 0) ||
        compare(one.chance, other.chance),
    )
    .map(({ score }) => score)

/** Merges findings of the same problem into one, with the photos of all. Returns the number inserted. */
export async function insertDisclosedFindings(db: TenantDb, roundId: string): Promise<number> {
  const visits = await listSubmittedVisits(db, roundId)
  const found = await db
    .selectFrom('visitFinding')
    .select(['id', 'visitId', 'indicator', 'severity', 'place', 'text', 'veto'])
    .where(among('visitId', [...visits.keys()]))
    .execute()
  const byEstate = Map.groupBy(found, ({ visitId }) => visits.get(visitId)!.estateId)
  const merged = (await listRoundEstates(db, roundId)).flatMap((estate) => {
    const here = byEstate.get(estate.estateId) ?? []
    const merged = mergeFindings(
      here.map(({ indicator, severity, place, text, veto }) => ({ indicator, severity, place, text, veto })),
    )
    return merged.map((finding) => ({ id: randomUUID(), estate, finding, sources: listMergedIds(finding, here) }))
  })
  const rows = merged.map(({ id, estate, finding: { indicator, severity, place, text, veto } }) => ({
    id,
    roundId,
    ...pickParties(estate),
    indicator,
    severity,
    place,
    text,
    veto,
  }))
  await insertMany(db, 'finding', rows)

  const shown = await listSubjectsWithFiles(
    db,
    visitFindingFiles,
    found.map(({ id }) => id),
  )
  for (const { id, estate, sources } of merged) {
    const subjectIds = sources.filter((source) => shown.has(source))
    if (subjectIds.length > 0)
      await copyFiles(db, { links: visitFindingFiles, subjectIds }, findingFiles, {
        subjectId: id,
        readers: { companyId: estate.companyId },
      })
  }
  return merged.length
}

/** The ids of all findings that were merged into this one. */
function listMergedIds(finding: Finding, found: readonly (Finding & { id: string })[]): string[] {
  const key = dedupeKey(finding)
  const alike = (one: Finding) => dedupeKey(one) === key
  return found.filter(alike).map(({ id }) => id)
}

const pickParties = ({ estateId, companyId, communityId }: Estate) => ({ estateId, companyId, communityId })
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
