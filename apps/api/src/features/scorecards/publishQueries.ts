import { randomUUID } from 'node:crypto'
import type { TenantDb } from '@bilin/db/tenant'
import type { Outcome } from './outcomes.ts'
import { copyPhotos } from './photoQueries.ts'
import { inTurn, withPhotos } from './putQueries.ts'

export async function insertResults(db: TenantDb, roundId: string, outcomes: readonly Outcome[]) {
  const of = ({ estate: { estateId, companyId, communityId } }: Outcome) => ({
    roundId, estateId, companyId, communityId,
  }) // prettier-ignore
  const results = outcomes.map(({ estate, visits, score: { stars, vetoed } }) => ({
    roundId, ...estate, visits, stars, vetoed,
  })) // prettier-ignore
  const totals = outcomes.map((outcome) => ({
    ...of(outcome),
    rawMean: outcome.score.percent,
    uncappedMean: outcome.score.uncapped,
  }))
  const dimensions = outcomes.flatMap((outcome) =>
    outcome.score.dimensions.map(({ code, weight, percent, capped }) => ({
      ...of(outcome), dimension: code, weight, percent, capped,
    })),
  ) // prettier-ignore
  const indicators = outcomes.flatMap((outcome) =>
    outcome.indicators.map(({ code, ...indicator }) => ({ ...of(outcome), indicator: code, ...indicator })),
  )
  const findings = outcomes.flatMap((outcome) =>
    outcome.findings.map((finding) => ({ id: randomUUID(), from: finding.id, outcome, finding })),
  )
  const stood = findings.map(({ id, outcome, finding: { indicator, severity, place, text, veto, reply, ruling } }) => ({
    id, ...of(outcome), indicator, severity, place, text, veto, reply: reply ?? '', ruling: ruling ?? '',
  })) // prettier-ignore
  for (const some of inTurn(results)) await db.insertInto('result').values(some).execute()
  for (const some of inTurn(totals)) await db.insertInto('resultTotal').values(some).execute()
  for (const some of inTurn(dimensions)) await db.insertInto('resultDimension').values(some).execute()
  for (const some of inTurn(indicators)) await db.insertInto('resultIndicator').values(some).execute()
  for (const some of inTurn(stood)) await db.insertInto('resultFinding').values(some).execute()

  const shown = await withPhotos(db, 'finding', findings.map(({ from }) => from)) // prettier-ignore
  for (const { id, from, outcome } of findings)
    if (shown.has(from)) {
      const { companyId, communityId } = outcome.estate
      await copyPhotos(db, { of: 'finding', subjectIds: [from] }, [
        { of: 'result_finding', subjectId: id, companyId, communityId },
      ])
    }
}
