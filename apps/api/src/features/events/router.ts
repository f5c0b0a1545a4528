import { EventsPage } from '@bilin/domain/eventsPage'
import { member, router } from '../../trpc.ts'
import { listEvents } from './queries.ts'

export const events = router({
  list: member.input(EventsPage).query(({ ctx: { db, seat }, input }) => listEvents(db, seat, input)),
})
