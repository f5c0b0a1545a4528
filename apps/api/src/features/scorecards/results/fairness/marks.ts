/** The marks of a round as the fairness is computed from them, one row a visit. For the coordinator only. */
import type { TenantDb } from '@bilin/db/tenant'
import type { RoundMarks } from '@bilin/domain/scorecards/results/fairness'
import type { Severity } from '@bilin/domain/scorecards/visits/finding'
import { sql, type NotNull } from 'kysely'
import { among } from '../../../../rooms/bulk/among.ts'
import { listRoundEstates } from '../../rounds/queries.ts'
import { getRubric } from '../../rubrics/rubric.ts'
import { findRule } from '../ratings.ts'

type Round = { id: string; rubricId: string }

/** Changes with the method of computing. */
const EDITION = 4

/** What the fairness is computed from, in short: marks and findings never change, decisions and exclusions do. */
export async function getBasis(db: TenantDb, { id: roundId, rubricId }: Round): Promise<string> {
  const { marks, findings, exclusions } = await db
    .selectNoFrom((eb) => [
      eb
        .selectFrom('decision')
        .where('decision.roundId', '=', roundId)
        .where('decision.markId', 'is not', null)
        .select(hashOf(sql`concat_ws(' ', decision.mark_id, decision.mark)`, sql`decision.mark_id`))
        .as('marks'),
      eb
        .selectFrom('decision')
        .where('decision.roundId', '=', roundId)
        .where('decision.findingId', 'is not', null)
        .select(
          hashOf(
            sql`concat_ws(' ', decision.finding_id, decision.upheld, decision.lifts_veto)`,
            sql`decision.finding_id`,
          ),
        )
        .as('findings'),
      eb
        .selectFrom('exclusion')
        .where('exclusion.roundId', '=', roundId)
        .select(hashOf(sql`concat_ws(' ', estate_id, indicator)`, sql`estate_id, indicator`))
        .as('exclusions'),
    ])
    .executeTakeFirstOrThrow()
  return [EDITION, rubricId, marks, findings, exclusions].join(' ')
}

const hashOf = (line: ReturnType<typeof sql>, order: ReturnType<typeof sql>) =>
  sql<string | null>`md5(string_agg(${line}, ',' order by ${order}))`.as('hash')

export async function loadRoundMarks(db: TenantDb, { id: roundId, rubricId }: Round): Promise<RoundMarks> {
  const { body } = await getRubric(db, rubricId)
  const given = new Map((await listGiven(db, roundId)).map((visit) => [visit.visitId, visit.given]))
  return {
    rule: await findRule(db, roundId),
    rubric: { dimensions: body.dimensions },
    visits: (await listVisits(db, roundId)).flatMap((visit) => {
      const marks = given.get(visit.visitId)
      return marks ? [{ ...visit, given: marks }] : []
    }),
    decided: await listDecided(db, roundId),
    excluded: await listExcluded(db, roundId),
    findings: await listCounting(db, roundId),
    values: await listValues(db, roundId),
    estates: (await listRoundEstates(db, roundId)).map(({ estateId, companyId, communityId }) => ({
      estateId,
      companyId,
      communityId,
    })),
  }
}

/**
 * Each visit's marks as JSON, which the thread parses: as rows they would keep the main thread busy. Every mark of a visit has a source, so a
 * full join finds what an inner one would, and PostgreSQL never compares each with each for it, however few it expects.
 */
function listGiven(db: TenantDb, roundId: string) {
  const marks = db
    .selectFrom('mark')
    .where('roundId', '=', roundId)
    .where('valueId', 'is', null)
    .select(['id', 'indicator', 'mark'])
  const sources = db
    .selectFrom('markSource')
    .where('roundId', '=', roundId)
    .select(['visitId', sql<string>`unnest(mark_ids)`.as('id')])
  return db
    .selectFrom(marks.as('mark'))
    .fullJoin(sources.as('source'), 'source.id', 'mark.id')
    .groupBy('source.visitId')
    .select('source.visitId')
    .select(sql<string>`json_object_agg(mark.indicator, mark.mark)::text`.as('given'))
    .execute()
}

function listVisits(db: TenantDb, roundId: string) {
  return db
    .selectFrom('visit')
    .where('roundId', '=', roundId)
    .select(['id as visitId', 'estateId', 'reviewerSeatId as reviewer', 'reviewerId'])
    .orderBy('id')
    .execute()
}

/** Not joined: PostgreSQL may expect a single mark in a round that was filled a moment ago, and compare each with each. */
async function listDecided(db: TenantDb, roundId: string) {
  const decisions = await db
    .selectFrom('decision')
    .where('roundId', '=', roundId)
    .where('markId', 'is not', null)
    .select(['markId', 'mark'])
    .$narrowType<{ markId: NotNull }>()
    .execute()
  const ids = decisions.map(({ markId }) => markId)
  if (ids.length === 0) return []
  const marks = await db.selectFrom('mark').where(among('id', ids)).select(['id', 'indicator']).execute()
  const sources = await db
    .selectFrom('markSource')
    .where('roundId', '=', roundId)
    .select(['visitId', 'markIds'])
    .execute()
  const indicators = new Map(marks.map(({ id, indicator }) => [id, indicator]))
  const visits = new Map(sources.flatMap(({ visitId, markIds }) => markIds.map((id) => [id, visitId])))
  return decisions.flatMap(({ markId, mark }) => {
    const [visitId, indicator] = [visits.get(markId), indicators.get(markId)]
    return visitId && indicator ? [{ visitId, indicator, mark }] : []
  })
}

/** The values of indicators that no reviewer marks, as they count after decisions. */
async function listValues(db: TenantDb, roundId: string) {
  const marks = await db
    .selectFrom('mark')
    .where('roundId', '=', roundId)
    .where('valueId', 'is not', null)
    .select(['id', 'estateId', 'indicator', 'mark'])
    .execute()
  const ids = marks.map(({ id }) => id)
  const decisions = await db.selectFrom('decision').where(among('markId', ids)).select(['markId', 'mark']).execute()
  const final = new Map(decisions.map(({ markId, mark }) => [markId, mark]))
  return marks.map(({ id, mark, ...of }) => ({ ...of, mark: final.has(id) ? final.get(id)! : mark }))
}

function listExcluded(db: TenantDb, roundId: string) {
  return db.selectFrom('exclusion').where('roundId', '=', roundId).select(['estateId', 'indicator']).execute()
}

/** The findings that count: those that no upheld response has removed, without a veto that was lifted. */
async function listCounting(db: TenantDb, roundId: string) {
  const findings = await db
    .selectFrom('finding')
    .where('roundId', '=', roundId)
    .select(['id', 'estateId', 'indicator', 'severity', 'veto'])
    .$narrowType<{ severity: Severity }>()
    .execute()
  const decisions = await db
    .selectFrom('decision')
    .where('roundId', '=', roundId)
    .where((eb) => eb.or([eb('upheld', '=', true), eb('liftsVeto', '=', true)]))
    .select(['findingId', 'upheld'])
    .execute()
  const decided = new Map(decisions.map(({ findingId, upheld }) => [findingId, upheld]))
  return findings.flatMap(({ id, ...finding }) => {
    if (!decided.has(id)) return [finding]
    return decided.get(id) ? [] : [{ ...finding, veto: null }]
  })
}
