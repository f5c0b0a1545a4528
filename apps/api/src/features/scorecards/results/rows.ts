import { randomUUID } from 'node:crypto'
import type { TenantDb } from '@bilin/db/tenant'
import { TOTAL, type Adjusting } from '@bilin/domain/scorecards/results/adjusting'
import { toStars } from '@bilin/domain/scorecards/results/stars'
import type { EstateOutcome } from './outcomes.ts'
import { copyPhotos } from '../../../rooms/files/photos.ts'
import { inBatches } from '../../../batches.ts'
import { listSubjectsWithPhotos } from '../../../rooms/files/photos.ts'

export type ResultRows = ReturnType<typeof resultRows>

/** The rows of one version, by table, as they are inserted and as they are sealed. */
export function resultRows(
  roundId: string,
  version: number,
  outcomes: readonly EstateOutcome[],
  { subjects, groups }: Pick<Adjusting, 'subjects' | 'groups'>,
) {
  const bands = new Map(subjects.map(({ about, bands }) => [about, bands]))
  /** Nothing where it was not corrected, or where findings left nothing to correct. */
  const bandOf = (about: string, { estate }: EstateOutcome) =>
    bands.get(about)?.[estate.estateId] ?? { adjusted: null, low: null, high: null }
  const of = ({ estate: { estateId, companyId, communityId } }: EstateOutcome) => ({
    roundId,
    version,
    estateId,
    companyId,
    communityId,
  })
  return {
    result: outcomes.map((outcome) => ({
      roundId,
      version,
      ...outcome.estate,
      visits: outcome.visits,
      vetoed: outcome.score.vetoed,
      stars: toStars(bandOf(TOTAL, outcome).adjusted ?? outcome.score.percent, outcome.score.vetoed),
    })),
    resultTotal: outcomes.map((outcome) => ({
      ...of(outcome),
      rawMean: outcome.score.percent,
      uncappedMean: outcome.score.uncapped,
      ...bandOf(TOTAL, outcome),
      linkedGroup: groups.findIndex((group) => group.includes(outcome.estate.estateId)) + 1 || null,
    })),
    resultDimension: outcomes.flatMap((outcome) =>
      outcome.score.dimensions.map(({ code, weight, percent, capped }) => ({
        ...of(outcome),
        dimension: code,
        weight,
        percent,
        capped,
        ...bandOf(code, outcome),
      })),
    ),
    resultIndicator: outcomes.flatMap((outcome) =>
      outcome.indicators.map(({ code, ...indicator }) => ({
        ...of(outcome),
        indicator: code,
        ...indicator,
        disclosed: outcome.disclosed,
        ...bandOf(code, outcome),
      })),
    ),
    resultFinding: outcomes.flatMap((outcome) =>
      outcome.findings.map(({ indicator, severity, place, text, veto, response, decision }) => ({
        id: randomUUID(),
        ...of(outcome),
        indicator,
        severity,
        place,
        text,
        veto,
        response: response ?? '',
        decision: decision ?? '',
      })),
    ),
    resultMark: outcomes.flatMap((outcome) =>
      outcome.decided.map(({ indicator, first, final, response, decision }) => ({
        id: randomUUID(),
        ...of(outcome),
        indicator,
        first,
        final,
        response: response ?? '',
        decision: decision ?? '',
        disclosed: outcome.disclosed,
      })),
    ),
  }
}

export async function insertResults(db: TenantDb, rows: ResultRows) {
  for (const some of inBatches(rows.result)) await db.insertInto('result').values(some).execute()
  for (const some of inBatches(rows.resultTotal)) await db.insertInto('resultTotal').values(some).execute()
  for (const some of inBatches(rows.resultDimension)) await db.insertInto('resultDimension').values(some).execute()
  for (const some of inBatches(rows.resultIndicator)) await db.insertInto('resultIndicator').values(some).execute()
  for (const some of inBatches(rows.resultFinding)) await db.insertInto('resultFinding').values(some).execute()
  for (const some of inBatches(rows.resultMark)) await db.insertInto('resultMark').values(some).execute()
}

/** The community reads the photos of what stood, beside the company and the coordinator. */
export async function copyPhotosToResults(
  db: TenantDb,
  outcomes: readonly EstateOutcome[],
  { resultFinding }: ResultRows,
) {
  const stood = outcomes.flatMap(({ estate, findings }) => findings.map(({ id }) => ({ from: id, estate })))
  const shown = await listSubjectsWithPhotos(
    db,
    'finding',
    stood.map(({ from }) => from),
  )
  // Findings were written in the same order as the rows of them.
  for (const [
    at,
    {
      from,
      estate: { companyId, communityId },
    },
  ] of stood.entries())
    if (shown.has(from))
      await copyPhotos(db, { of: 'finding', subjectIds: [from] }, [
        { of: 'result_finding', subjectId: resultFinding[at]!.id, companyId, communityId },
      ])
}
