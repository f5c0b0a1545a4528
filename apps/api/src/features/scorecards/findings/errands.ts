/** For a company: findings and marks to respond to. For the coordinator: responses to decide on. */
import type { TenantDb } from '@bilin/db/tenant'
import type { Day } from '@bilin/domain/calendar'
import { sentence } from '@bilin/i18n/say'
import { sql } from 'kysely'
import { coordinates } from '@bilin/domain/scorecards/rounds/machine'
import { selectMovedFrom } from '../rounds/changes.ts'
import { errandSource } from '../../../rooms/errands/errandSource.ts'

export const findingErrands = [
  errandSource({
    kind: 'scorecards.response',
    concerns: ({ tenantKind, role }) => tenantKind === 'alliance' && role === 'manager',
    list: async ({ db, seat, today }) =>
      (await listResponsesDue(db, seat.actingTenantId, today)).map(
        ({ id, slug, title, responseUntil, count, note, movedFrom }) => ({
          id,
          title:
            count > 0
              ? sentence('scorecards.findings.to_do.findings', { count })
              : sentence('scorecards.findings.to_do.marks', {}),
          about: formatAbout(note ? `${title} · ${note}` : title, movedFrom, responseUntil),
          path: `scorecards/${slug}/findings`,
          due: responseUntil,
          count: Math.max(count, 1),
        }),
      ),
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

const formatAbout = (round: string, before: Day | null, after: Day) =>
  before ? sentence('scorecards.rounds.changing.responses_of', { round, before, after }) : round

/** Rounds in which the company has not said that it is done, with the number of findings without a response. */
function listResponsesDue(db: TenantDb, companyId: string, today: Day) {
  return db
    .selectFrom('round')
    .innerJoinLateral(
      ({ selectFrom }) =>
        selectFrom('finding')
          .leftJoin('response', 'response.findingId', 'finding.id')
          .select(countAll)
          .whereRef('finding.roundId', '=', 'round.id')
          .where('finding.companyId', '=', companyId)
          .where('response.id', 'is', null)
          .as('unanswered'),
      (on) => on.onTrue(),
    )
    .select(['round.id', 'round.slug', 'round.title', 'round.responseUntil', 'unanswered.count'])
    .select(({ selectFrom }) =>
      selectFrom('responseReminder as reminder')
        .select('reminder.note')
        .whereRef('reminder.roundId', '=', 'round.id')
        .where('reminder.companyId', '=', companyId)
        .orderBy('reminder.sentAt', 'desc')
        .limit(1)
        .as('note'),
    )
    .select(selectMovedFrom(db, 'responseUntil'))
    .where('round.stage', '=', 'responding')
    .where('round.responseUntil', '>=', today)
    .where(({ eb, or, and, not, exists, selectFrom }) => {
      const marks = selectFrom('mark').whereRef('mark.roundId', '=', 'round.id').where('mark.companyId', '=', companyId)
      const acceptance = selectFrom('acceptance')
        .whereRef('acceptance.roundId', '=', 'round.id')
        .where('acceptance.authorTenantId', '=', companyId)
      return or([eb('unanswered.count', '>', 0), and([exists(marks), not(exists(acceptance))])])
    })
    .orderBy('round.responseUntil')
    .execute()
}

/** Disputed findings and marks without a decision and, after the responses have ended, vetoes without one. */
function listResponsesToDecide(db: TenantDb) {
  return db
    .selectFrom('round')
    .innerJoinLateral(
      ({ selectFrom }) =>
        selectFrom('finding')
          .leftJoin('response', 'response.findingId', 'finding.id')
          .leftJoin('decision', 'decision.findingId', 'finding.id')
          .select(countAll)
          .whereRef('finding.roundId', '=', 'round.id')
          .where('decision.id', 'is', null)
          .where(({ eb, or, and }) =>
            or([
              eb('response.disputes', '=', true),
              and([eb('finding.veto', 'is not', null), eb('round.stage', '=', 'settling')]),
            ]),
          )
          .as('findings'),
      (on) => on.onTrue(),
    )
    .innerJoinLateral(
      ({ selectFrom }) =>
        selectFrom('response')
          .leftJoin('decision', 'decision.markId', 'response.markId')
          .select(countAll)
          .whereRef('response.roundId', '=', 'round.id')
          .where('response.markId', 'is not', null)
          .where('decision.id', 'is', null)
          .as('marks'),
      (on) => on.onTrue(),
    )
    .select(['round.id', 'round.slug', 'round.title'])
    .select((eb) => eb('findings.count', '+', eb.ref('marks.count')).as('count'))
    .where('round.stage', 'in', ['responding', 'settling'])
    .where(({ eb, or }) => or([eb('findings.count', '>', 0), eb('marks.count', '>', 0)]))
    .orderBy('round.opensOn')
    .execute()
}

const countAll = sql<number>`count(*)::int`.as('count')
