import type { TenantDb } from '@bilin/db/tenant'
import type { Finding } from '@bilin/domain/scorecards/finding'
import type { Given, Mark, Score } from '@bilin/domain/scorecards/score'
import type { listEstates } from './roundQueries.ts'

type Estate = Awaited<ReturnType<typeof listEstates>>[number]
type Standing = Awaited<ReturnType<typeof standingOf>>['findings'][number]
export type Outcome = { estate: Estate; visits: number; score: Score; findings: Standing[] }

/** Rows a statement: PostgreSQL takes 65,535 values at most. */
const AT_ONCE = 2000

/** Sheets before visits, so that a first save, which holds its visit and has no sheet others can see, is waited for. */
export async function lockVisits(db: TenantDb, roundId: string) {
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

/** Replies being reworded are waited for; a first reply waits for us, because it points at the round we hold. */
export async function lockReplies(db: TenantDb, roundId: string) {
  await db.selectFrom('reply').select('id').where('roundId', '=', roundId).orderBy('id').forUpdate().execute()
}

/** The marks of every submitted visit, by compound and visit. */
export async function submittedMarks(db: TenantDb, roundId: string) {
  const rows = await submitted(db, roundId)
    .innerJoin('score', (on) =>
      on.onRef('score.tenantId', '=', 'visit.tenantId').onRef('score.visitId', '=', 'visit.id'),
    )
    .select(['visit.id as visitId', 'visit.estateId', 'score.indicator', 'score.mark', 'score.excluded'])
    .execute()
  const byEstate = new Map<string, Map<string, Record<string, Given>>>()
  for (const { visitId, estateId, indicator, mark, excluded } of rows) {
    const visits = byEstate.get(estateId) ?? new Map<string, Record<string, Given>>()
    const marks = visits.get(visitId) ?? {}
    marks[indicator] = { mark: mark as Mark | null, excluded }
    byEstate.set(estateId, visits.set(visitId, marks))
  }
  return byEstate
}

export function listFound(db: TenantDb, roundId: string) {
  return submitted(db, roundId)
    .innerJoin('visitFinding', (on) =>
      on.onRef('visitFinding.tenantId', '=', 'visit.tenantId').onRef('visitFinding.visitId', '=', 'visit.id'),
    )
    .select([
      'visit.estateId',
      'visitFinding.indicator',
      'visitFinding.severity',
      'visitFinding.place',
      'visitFinding.text',
      'visitFinding.veto',
    ])
    .execute()
}

function submitted(db: TenantDb, roundId: string) {
  return db
    .selectFrom('visit')
    .innerJoin('scoreSheet', (on) =>
      on.onRef('scoreSheet.tenantId', '=', 'visit.tenantId').onRef('scoreSheet.visitId', '=', 'visit.id'),
    )
    .where('visit.roundId', '=', roundId)
    .where('scoreSheet.submittedAt', 'is not', null)
}

export async function insertFindings(
  db: TenantDb,
  roundId: string,
  findings: readonly { estate: Estate; finding: Finding }[],
) {
  const rows = findings.map(({ estate: { estateId, companyId, communityId }, finding: { indicator, severity, place, text, veto } }) => ({
    roundId, estateId, companyId, communityId, indicator, severity, place, text, veto,
  })) // prettier-ignore
  for (const some of inTurn(rows)) await db.insertInto('finding').values(some).execute()
}

/** Findings that no upheld reply has struck, and what is still owed before publication. */
export async function standingOf(db: TenantDb, roundId: string) {
  const rows = await db
    .selectFrom('finding')
    .leftJoin('reply', (on) => on.onRef('reply.tenantId', '=', 'finding.tenantId').onRef('reply.findingId', '=', 'finding.id'))
    .leftJoin('ruling', (on) => on.onRef('ruling.tenantId', '=', 'finding.tenantId').onRef('ruling.findingId', '=', 'finding.id'))
    .select([
      'finding.estateId', 'finding.indicator', 'finding.severity', 'finding.place', 'finding.text', 'finding.veto',
      'reply.contests', 'reply.text as reply', 'ruling.upheld', 'ruling.reason as ruling',
    ])
    .where('finding.roundId', '=', roundId)
    .orderBy('finding.indicator')
    .orderBy('finding.severity')
    .orderBy('finding.text')
    .execute() // prettier-ignore
  return {
    findings: rows.filter(({ upheld }) => upheld !== true),
    owed: {
      awaitingReply: rows.filter(({ contests }) => contests === null).length,
      awaitingRuling: rows.filter(({ contests, upheld }) => contests === true && upheld === null).length,
    },
  }
}

export async function insertResults(db: TenantDb, roundId: string, outcomes: readonly Outcome[]) {
  const of = ({ estate: { estateId, companyId, communityId } }: Outcome) => ({
    roundId,
    estateId,
    companyId,
    communityId,
  })
  const results = outcomes.map(({ estate, visits, score }) => ({
    roundId,
    ...estate,
    visits,
    stars: score.stars,
    vetoed: score.vetoed,
  }))
  const totals = outcomes.map((outcome) => ({
    ...of(outcome),
    rawMean: outcome.score.percent,
    uncappedMean: outcome.score.uncapped,
  }))
  const dimensions = outcomes.flatMap((outcome) =>
    outcome.score.dimensions.map(({ code, weight, percent, capped }) => ({
      ...of(outcome),
      dimension: code,
      weight,
      percent,
      capped,
    })),
  )
  const indicators = outcomes.flatMap((outcome) =>
    [...outcome.score.dimensions.flatMap(({ indicators }) => indicators), ...outcome.score.leftOut].map(
      ({ code, ...indicator }) => ({ ...of(outcome), indicator: code, ...indicator }),
    ),
  )
  const findings = outcomes.flatMap((outcome) =>
    outcome.findings.map(({ indicator, severity, place, text, veto, reply, ruling }) => ({
      ...of(outcome), indicator, severity, place, text, veto, reply: reply ?? '', ruling: ruling ?? '',
    })),
  ) // prettier-ignore
  for (const some of inTurn(results)) await db.insertInto('result').values(some).execute()
  for (const some of inTurn(totals)) await db.insertInto('resultTotal').values(some).execute()
  for (const some of inTurn(dimensions)) await db.insertInto('resultDimension').values(some).execute()
  for (const some of inTurn(indicators)) await db.insertInto('resultIndicator').values(some).execute()
  for (const some of inTurn(findings)) await db.insertInto('resultFinding').values(some).execute()
}

function* inTurn<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let at = 0; at < rows.length; at += AT_ONCE) yield rows.slice(at, at + AT_ONCE)
}
