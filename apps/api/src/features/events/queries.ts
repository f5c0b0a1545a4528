import type { Seat, TenantDb } from '@bilin/db/tenant'
import type { EventName } from '@bilin/domain/events'
import { rowsToRead, toPage } from '../../rooms/page.ts'

export const EVENTS_A_PAGE = 50

type Wanted = { feature?: string | undefined; after?: string | undefined }

/** Newest first. In an alliance a member sees its own: named here, so that an index finds them among everybody's. */
export async function listEvents(
  db: TenantDb,
  { actingTenantId, tenantId }: Pick<Seat, 'actingTenantId' | 'tenantId'>,
  { feature, after }: Wanted,
) {
  const rows = await db
    .selectFrom('event')
    .innerJoin('neighbourSeat as seat', 'seat.id', 'event.seatId')
    .select(['event.id', 'event.at', 'event.name', 'event.details', 'seat.title as who'])
    .$if(actingTenantId !== tenantId, (query) => query.where('event.authorTenantId', '=', actingTenantId))
    .$if(feature !== undefined, (query) => query.where('event.name', 'like', `${feature}.%`))
    .$if(after !== undefined, (query) =>
      query.where(({ eb, refTuple, selectFrom }) =>
        eb(
          refTuple('event.at', 'event.id'),
          '<',
          selectFrom('event as last').select(['last.at', 'last.id']).where('last.id', '=', after!).$asTuple('at', 'id'),
        ),
      ),
    )
    .$narrowType<{ name: EventName; details: Record<string, unknown> }>()
    .orderBy('event.at', 'desc')
    .orderBy('event.id', 'desc')
    .limit(rowsToRead(EVENTS_A_PAGE))
    .execute()
  const { rows: lines, next } = toPage(rows, EVENTS_A_PAGE, ({ id }) => id)
  return { lines, next }
}
