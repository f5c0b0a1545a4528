import { randomUUID } from 'node:crypto'
import type { TenantDb } from '@bilin/db/tenant'
import { TOTAL, type Adjustment } from '@bilin/domain/scorecards/results/adjust'
import { toStars } from '@bilin/domain/scorecards/results/stars'
import type { EstateOutcome } from './outcomes.ts'
import { copyFiles, listSubjectsWithFiles } from '../../../rooms/files/links.ts'
import { insertMany } from '../../../rooms/bulk/insertMany.ts'
import { findingFiles } from '../findings/files.ts'
import { resultFindingFiles } from './files.ts'

export type ResultRows = ReturnType<typeof resultRows>

/** The rows of one version, by table, as they are inserted and as they are sealed. */
export function resultRows(
  { id: roundId }: { id: string },
  version: number,
  outcomes: readonly EstateOutcome[],
  { rule, subjects, groups, places }: Adjustment,
) {
  const bands = new Map(subjects.map(({ about, bands }) => [about, bands]))
  /** All null where the score was not corrected, where caps leave nothing to correct, or where the estate gets no stars. */
  const getBand = (about: string, outcome: EstateOutcome) =>
    (!outcome.unrated && bands.get(about)?.[outcome.estate.estateId]) || { adjusted: null, low: null, high: null }
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
      stars: outcome.unrated
        ? null
        : toStars(getBand(TOTAL, outcome).adjusted ?? outcome.score.percent, outcome.score.vetoed),
      unrated: outcome.unrated,
    })),
    resultTotal: outcomes.map((outcome) => ({
      ...of(outcome),
      rawMean: outcome.score.percent,
      uncappedMean: outcome.score.uncapped,
      covered: outcome.score.covered,
      ...getBand(TOTAL, outcome),
      rule: rule > 1 ? rule : null,
      ...(places[outcome.estate.estateId] ?? { place: null, tied: null }),
      linkedGroup: groups.findIndex((group) => group.includes(outcome.estate.estateId)) + 1 || null,
    })),
    resultDimension: outcomes.flatMap((outcome) =>
      outcome.score.dimensions.map(({ code, weight, percent, capped }) => ({
        ...of(outcome),
        dimension: code,
        weight,
        percent,
        capped,
        ...getBand(code, outcome),
      })),
    ),
    resultIndicator: outcomes.flatMap((outcome) =>
      outcome.indicators.map(({ code, ...indicator }) => ({
        ...of(outcome),
        indicator: code,
        ...indicator,
        disclosed: outcome.disclosed || code in outcome.given,
        ...getBand(code, outcome),
      })),
    ),
    resultFinding: outcomes.flatMap((outcome) =>
      outcome.findings.map(({ indicator, severity, place, text, veto, liftedVeto, response, decision }) => ({
        id: randomUUID(),
        ...of(outcome),
        indicator,
        severity,
        place,
        text,
        veto,
        liftedVeto,
        response: response ?? '',
        decision: decision ?? '',
      })),
    ),
    resultMark: outcomes.flatMap((outcome) =>
      outcome.decided.map(({ indicator, first, final, response, decision, disclosed }) => ({
        id: randomUUID(),
        ...of(outcome),
        indicator,
        first,
        final,
        response: response ?? '',
        decision: decision ?? '',
        disclosed,
      })),
    ),
    resultValue: outcomes.flatMap((outcome) => outcome.values.map((value) => ({ ...of(outcome), ...value }))),
  }
}

/** Each result has a copy of the hash of its card, in the same order. */
export async function insertResults(db: TenantDb, rows: ResultRows, cards: readonly { row: { hash: string } }[]) {
  const results = rows.result.map((row, at) => ({ ...row, cardHash: cards[at]!.row.hash }))
  await insertMany(db, 'result', results)
  await insertMany(db, 'resultTotal', rows.resultTotal)
  await insertMany(db, 'resultDimension', rows.resultDimension)
  await insertMany(db, 'resultIndicator', rows.resultIndicator)
  await insertMany(db, 'resultFinding', rows.resultFinding)
  await insertMany(db, 'resultMark', rows.resultMark)
  await insertMany(db, 'resultValue', rows.resultValue)
}

/** Copies the files of the findings that counted; the community may read the copies, besides the company and the coordinator. */
export async function copyFilesToResults(
  db: TenantDb,
  outcomes: readonly EstateOutcome[],
  { resultFinding }: ResultRows,
) {
  const counted = outcomes.flatMap(({ findings }) => findings.map(({ id }) => id))
  const shown = await listSubjectsWithFiles(db, findingFiles, counted)
  // `resultFinding` has the findings in the same order as `counted`.
  for (const [at, from] of counted.entries()) {
    const { id, companyId, communityId } = resultFinding[at]!
    if (shown.has(from))
      await copyFiles(db, { links: findingFiles, subjectIds: [from] }, resultFindingFiles, {
        subjectId: id,
        readers: { companyId, communityId },
      })
  }
}
