/** The kinds of procedure, by what the asker must be: anybody, signed in, inside a tenant, permitted, the operator. */
import { asOperator, inTenant, type Actor } from '@bilin/db/tenant'
import { permit, type Action } from '@bilin/domain/permissions'
import { dayOf } from '@bilin/domain/calendar'
import type { Locale } from '@bilin/i18n'
import { initTRPC, TRPCError } from '@trpc/server'
import type { Pool } from '@bilin/db/connect'
import { asTRPCError, toErrorBody } from './errors.ts'
import { readClock } from './rooms/clock.ts'

export type Context = {
  pool: Pool
  person: { id: string; name: string; operator: boolean } | null
  /** The slug of the tenant looked at, and the seat preferred where several reach it. */
  tenant: string | null
  seatId: string | null
  locale: Locale
  requestId: string
  /** The pretended time of demo and tests. */
  clock: Date | null
}

const t = initTRPC.context<Context>().create({
  errorFormatter: ({ shape, error, ctx }) => {
    const refused = toErrorBody(error, ctx?.locale, ctx?.requestId)
    return {
      ...shape,
      message: refused.sentence,
      data: { code: shape.data.code, httpStatus: shape.data.httpStatus, refused },
    }
  },
})

export const router = t.router
export const createCallerFactory = t.createCallerFactory

/** Anybody, signed in or not. */
export const open = t.procedure.use(async ({ next }) => {
  const result = await next()
  if (!result.ok) throw asTRPCError(result.error)
  return result
})

/** Somebody signed in, not yet in any tenant. */
export const signedIn = open.use(({ ctx, next }) => {
  if (!ctx.person) throw new TRPCError({ code: 'UNAUTHORIZED' })
  return next({ ctx: { ...ctx, person: ctx.person } })
})

/**
 * A member's procedure: inside one tenant, in one transaction. `now` is the moment it began by the database's
 * clock, or the pretended one; `today` is its day in Shanghai. Nothing else in a procedure reads a clock.
 */
export const member = signedIn.use(({ ctx, next }) =>
  inTenant(ctx.pool, actorOf(ctx), async (db, seat, now) => {
    const result = await next({ ctx: { ...ctx, db, seat, now, today: dayOf(now) } })
    if (!result.ok) throw result.error // tRPC returns errors; only a throw rolls back.
    return result
  }),
)

/** A member's procedure that only some roles may call. */
export const permitted = (action: Action) =>
  member.use(({ ctx, next }) => {
    permit(ctx.seat.role, action)
    return next()
  })

/** The operator's: the registry, and no tenant's rows. */
export const operatorOnly = signedIn.use(({ ctx, next }) =>
  asOperator(ctx.pool, ctx.person.id, async (db) => {
    const result = await next({ ctx: { ...ctx, db, now: readClock(ctx.clock) } })
    if (!result.ok) throw result.error
    return result
  }),
)

function actorOf(ctx: Context & { person: { id: string } }): Actor {
  if (!ctx.tenant) throw new TRPCError({ code: 'BAD_REQUEST', message: 'no tenant named' })
  return { personId: ctx.person.id, tenant: ctx.tenant, seatId: ctx.seatId, clock: ctx.clock }
}
