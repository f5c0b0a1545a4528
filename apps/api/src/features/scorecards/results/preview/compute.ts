/** What would be published of a round now, computed as publication does. */
import { createHash } from 'node:crypto'
import type { TenantDb } from '@bilin/db/tenant'
import type { PendingDecisions } from '@bilin/domain/scorecards/findings/pending'
import { Preview } from '@bilin/domain/scorecards/results/preview/preview'
import { getIndicators } from '@bilin/domain/scorecards/rubrics/rubric'
import { getRubric } from '../../rubrics/rubric.ts'
import { adjusted } from '../adjustment.ts'
import { computeOutcomes } from '../outcomes.ts'
import { resultRows, type ResultRows } from '../rows.ts'
import { compareNames } from '@bilin/domain/spelling/order'

type Round = { id: string; rubricId: string; discloseFromVisits: number }

/** With `pending` decisions as if they were saved. */
export async function computePreview(
  db: TenantDb,
  round: Round,
  version: number,
  pending?: PendingDecisions,
): Promise<Preview> {
  const { outcomes, notReviewed, marks } = await computeOutcomes(db, round, pending)
  const rows = resultRows(round, version, outcomes, await adjusted(db, round, outcomes, marks))
  return toPreview(await listCodes(db, round), rows, notReviewed)
}

export const listCodes = async (db: TenantDb, { rubricId }: { rubricId: string }) =>
  getIndicators((await getRubric(db, rubricId)).body).map(({ code }) => code)

export function toPreview(codes: readonly string[], rows: ResultRows, notReviewed: readonly string[]): Preview {
  const totals = new Map(rows.resultTotal.map((total) => [total.estateId, total]))
  const assessed = Map.groupBy(
    rows.resultIndicator.filter(({ percent }) => percent !== null),
    ({ estateId }) => estateId,
  )
  const estates = rows.result.map((result) => {
    const known = new Set((assessed.get(result.estateId) ?? []).map(({ indicator }) => indicator))
    return { ...totals.get(result.estateId)!, ...result, missing: codes.filter((code) => !known.has(code)) }
  })
  return Preview.parse({ estates: estates.toSorted(asInResults), notReviewed })
}

/** Names a preview, so that what is published is what was looked at. */
export const digestOf = (preview: Preview): string => createHash('sha256').update(JSON.stringify(preview)).digest('hex')

type Sorted = { stars: number | null; unrated: string | null; communityName: string; name: string }

const asInResults = (a: Sorted, b: Sorted) =>
  (b.stars ?? 0) - (a.stars ?? 0) ||
  (a.unrated ?? '').localeCompare(b.unrated ?? '') ||
  compareNames(a.communityName, b.communityName) ||
  compareNames(a.name, b.name)
