import type { Seat, TenantDb } from '@bilin/db/tenant'
import { sql } from 'kysely'
import { inNameOrder } from '../../../../rooms/nameOrder.ts'
import type { Version } from '../versions.ts'

/** Of one estate, or of all of this seat's tenant. */
export const selectUnopenedCards = (
  db: TenantDb,
  { roundId, version, estateId }: Version & { estateId?: string | undefined },
  seat: Seat,
) =>
  selectUnopened(db, seat)
    .where('result.roundId', '=', roundId)
    .where('result.version', '=', version)
    .$if(estateId !== undefined, (query) => query.where('result.estateId', '=', estateId!))

/**
 * One of the cards to open of the last published round in which this tenant has any, and how many there are. Cards of the rounds before
 * are its past.
 */
export const findCardToOpen = (db: TenantDb, seat: Seat) =>
  selectUnopened(db, seat)
    .innerJoin('round', (on) =>
      on.onRef('round.id', '=', 'result.roundId').onRef('round.version', '=', 'result.version'),
    )
    .select(['result.roundId', 'round.slug', 'round.title', sql<number>`(count(*) over ())::int`.as('count')])
    .where('round.id', '=', ({ selectFrom }) =>
      selectFrom('round as published')
        .innerJoin('result as card', 'card.roundId', 'published.id')
        .select('published.id')
        .where('published.stage', '=', 'published')
        .where(isOf('card', seat))
        .orderBy('published.publishedAt', 'desc')
        .limit(1),
    )
    .limit(1)
    .executeTakeFirst()

const selectUnopened = (db: TenantDb, seat: Seat) =>
  db
    .selectFrom('result')
    .leftJoin('cardOpening as opening', (on) =>
      on
        .onRef('opening.roundId', '=', 'result.roundId')
        .onRef('opening.estateId', '=', 'result.estateId')
        .on('opening.authorTenantId', '=', seat.actingTenantId),
    )
    .select(['result.estateId', 'result.name'])
    .where(isOf('result', seat))
    .where('opening.id', 'is', null)
    .orderBy(inNameOrder('result.name'))

const isOf = (card: 'result' | 'card', { actingTenantId }: Seat) =>
  sql<boolean>`(${sql.ref(`${card}.companyId`)} = ${actingTenantId} or ${sql.ref(`${card}.communityId`)} = ${actingTenantId})`
