import type { TenantDb } from '@bilin/db/tenant'
import type { EventName } from '@bilin/domain/events'

export const EVENTS_A_PAGE = 50

type Wanted = { feature?: string | undefined; after?: string | undefined }

/** Newest first. One line more than a page is read, so that the page knows whether another follows. */
export async function listEvents(db: TenantDb, tenantId: string, { feature, after }: Wanted) {
  const rows = await db
    .selectFrom('event')
    .innerJoin('seat', 'seat.id', 'event.seatId')
    .leftJoin('tenant as author', 'author.id', 'event.authorTenantId')
    .select(['event.id', 'event.at', 'event.name', 'event.details', 'seat.title as who', 'author.name as whose'])
    .where('event.tenantId', '=', tenantId)
    .$if(feature !== undefined, (query) => query.where('event.name', 'like', `${feature}.%`))
    .$if(after !== undefined, (query) =>
      query.where(({ eb, refTuple, selectFrom }) =>
        eb(
          refTuple('event.at', 'event.id'),
          '<',
          selectFrom('event as last')
            .select(['last.at', 'last.id'])
            .where('last.tenantId', '=', tenantId)
            .where('last.id', '=', after!)
            .$asTuple('at', 'id'),
        ),
      ),
    )
    .$narrowType<{ name: EventName; details: Record<string, unknown> }>()
    .orderBy('event.at', 'desc')
    .orderBy('event.id', 'desc')
    .limit(EVENTS_A_PAGE + 1)
    .execute()
  const lines = rows.slice(0, EVENTS_A_PAGE)
  return { lines, next: rows.length > EVENTS_A_PAGE ? lines.at(-1)!.id : null }
}
