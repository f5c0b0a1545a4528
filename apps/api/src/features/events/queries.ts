import type { TenantDb } from '@bilin/db/tenant'
import type { EventName } from '@bilin/domain/events'
import { rowsToRead, toPage } from '../../rooms/page.ts'

export const EVENTS_A_PAGE = 50

type Wanted = { feature?: string | undefined; after?: string | undefined }

/** Newest first. */
export async function listEvents(db: TenantDb, { feature, after }: Wanted) {
  const rows = await db
    .selectFrom('event')
    .innerJoin('seat', 'seat.id', 'event.seatId')
    .leftJoin('tenant as author', 'author.id', 'event.authorTenantId')
    .select(['event.id', 'event.at', 'event.name', 'event.details', 'seat.title as who', 'author.name as whose'])
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
