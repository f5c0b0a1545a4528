/** For a company: findings and marks to respond to. For the coordinator: responses to decide on. */
import type { TenantDb } from '@bilin/db/tenant'
import type { Day } from '@bilin/domain/calendar'
import { sentence } from '@bilin/i18n/say'
import { sql } from 'kysely'
import { errandSource } from '../../../rooms/errands/errandSource.ts'
import { coordinates } from '../procedures.ts'

export const findingErrands = [
  errandSource({
    kind: 'scorecards.response',
    concerns: ({ tenantKind, role }) => tenantKind === 'alliance' && role === 'manager',
    list: async ({ db, seat, today }) =>
      (await listResponsesDue(db, seat.actingTenantId, today)).map(({ id, slug, title, responseUntil, count }) => ({
        id,
        title:
          count > 0
            ? sentence('scorecards.findings.to_do.findings', { count })
            : sentence('scorecards.findings.to_do.marks', {}),
        about: title,
        path: `scorecards/${slug}/findings`,
        due: responseUntil,
        count: Math.max(count, 1),
      })),
  }),
  errandSource({
    kind: 'scorecards.decision',
    concerns: (seat) => seat.tenantKind === 'alliance' && coordinates(seat),
    list: async ({ db }) =>
      (await listResponsesToDecide(db)).map(({ id, slug, title, count }) => ({
        id,
        title: sentence('scorecards.findings.to_do.responses', { count }),
        about: title,
        path: `scorecards/${slug}/findings`,
        count,
      })),
  }),
]

/** Rounds on which the company has not said its last word, with how many findings are still unanswered. */
function listResponsesDue(db: TenantDb, companyId: string, today: Day) {
  const unanswered = sql<number>`(select count(*)::int from finding
    left join response on response.tenant_id = finding.tenant_id and response.finding_id = finding.id
    where finding.round_id = round.id and finding.company_id = ${companyId} and response.id is null)`
  const accepted = sql<boolean>`exists (select from acceptance
    where acceptance.round_id = round.id and acceptance.author_tenant_id = ${companyId})`
  const marked = sql<boolean>`exists (select from mark
    where mark.round_id = round.id and mark.company_id = ${companyId})`
  return db
    .selectFrom('round')
    .select(['round.id', 'round.slug', 'round.title', 'round.responseUntil', unanswered.as('count')])
    .where('round.stage', '=', 'responding')
    .where('round.responseUntil', '>=', today)
    .where((eb) => eb.or([eb(unanswered, '>', 0), eb.and([marked, eb.not(accepted)])]))
    .orderBy('round.responseUntil')
    .execute()
}

/** Disputed findings and marks without a decision, and, once nobody responds any more, vetoes without one. */
function listResponsesToDecide(db: TenantDb) {
  const findings = sql<number>`(select count(*)::int from finding
    left join response on response.tenant_id = finding.tenant_id and response.finding_id = finding.id
    left join decision on decision.tenant_id = finding.tenant_id and decision.finding_id = finding.id
    where finding.round_id = round.id and decision.id is null
      and (response.disputes or (finding.veto is not null and round.stage = 'settling')))`
  const marks = sql<number>`(select count(*)::int from response
    left join decision on decision.tenant_id = response.tenant_id and decision.mark_id = response.mark_id
    where response.round_id = round.id and response.mark_id is not null and decision.id is null)`
  const count = sql<number>`${findings} + ${marks}`
  return db
    .selectFrom('round')
    .select(['round.id', 'round.slug', 'round.title', count.as('count')])
    .where('round.stage', 'in', ['responding', 'settling'])
    .where(count, '>', 0)
    .orderBy('round.opensOn')
    .execute()
}
