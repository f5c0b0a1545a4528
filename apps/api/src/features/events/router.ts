import { id, optional } from '@bilin/domain/fields'
import { z } from 'zod'
import { member, router } from '../../trpc.ts'
import { listEvents } from './queries.ts'

const features = ['tenants', 'estates', 'scorecards', 'projects', 'practices'] as const

const Page = z.strictObject({
  feature: optional(z.enum(features)),
  /** The last line of the page before; the list goes on after it. */
  after: optional(id()),
})

export const events = router({
  list: member.input(Page).query(({ ctx: { db, seat }, input }) => listEvents(db, seat.tenantId, input)),
})
