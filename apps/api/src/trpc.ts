/** The kinds of procedure, by who may call them: anybody, somebody signed in, a member, a permitted member, the operator. */
import type { Sharing } from '@bilin/db/sharing'
import {
  asOperator,
  asPerson,
  inTenant,
  type Actor,
  type Entrance,
  type Person,
  type Seat,
  type TenantDb,
} from '@bilin/db/tenant'
import { permit, type Action } from '@bilin/domain/permissions'
import { toDay } from '@bilin/domain/calendar'
import type { Locale } from '@bilin/i18n'
import { initTRPC, TRPCError } from '@trpc/server'
import type { Pool } from '@bilin/db/connect'
import { asTRPCError, toErrorBody } from './errors.ts'
import { readClock } from './rooms/clock.ts'

export type Context = {
  pool: Pool
  /** The SHA-256 of the session's id, which the database checks with the first statement; null for somebody not signed in. */
  session: string | null
  /** The slug of the tenant in the address, and the seat preferred where several can enter it. */
  tenant: string | null
  seatId: string | null
  locale: Locale
  requestId: string
  /** The time that the demo or a test pretends; null for the real one. */
  clock: Date | null
  /** Called with the person as soon as the database has said who holds the session; throwing ends the transaction. */
  identified?: (person: Person) => void
  /** What a page's queries read in together; without it each is a transaction of its own. */
  sharing?: Sharing
}

/**
 * `stores` is of a query that stores what it has computed; every other query only reads. `entersSecondTenant` is of one that reads in a second
 * tenant as well.
 */
type Meta = { stores?: boolean; entersSecondTenant?: boolean }

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
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

/** Says that it has a session; the database has not checked it yet. */
const signedIn = open.use(({ ctx, next }) => {
  if (!ctx.session) throw new TRPCError({ code: 'UNAUTHORIZED' })
  return next({ ctx: { ...ctx, session: ctx.session } })
})

/** Somebody signed in, in no tenant: their own person and seats. */
export const person = signedIn.use(({ ctx, next }) =>
  asPerson(ctx.pool, ctx.session, async (db, holder) => {
    ctx.identified?.(holder)
    const result = await next({ ctx: { ...ctx, db, person: holder } })
    if (!result.ok) throw result.error
    return result
  }),
)

/**
 * A member's procedure: in one tenant, in one transaction. `now` is the transaction's start by the database's clock, or the
 * pretended time; `today` is its day in Shanghai. A procedure reads no other clock.
 */
export const member = memberAfter(async () => ({}))

/**
 * A member's procedure whose input takes long to prepare, such as photos to re-encode: prepared before the transaction begins,
 * so that no connection is held meanwhile, nor while its body is still coming. `check` refuses those without a seat in the tenant or without the permission.
 */
export function memberAfter<Made extends object>(
  make: (input: unknown, check: (may: (seat: Seat) => void) => Promise<void>) => Promise<Made>,
) {
  return signedIn.use(async ({ ctx, type, path, meta, getRawInput, next }) => {
    const actor = toActor(ctx)
    const made = await make(await getRawInput(), (may) => inTenant(ctx.pool, actor, async (_db, seat) => may(seat)))
    const work = async (db: TenantDb, seat: Seat, now: Date, entrance: Entrance) => {
      const result = await next({ ctx: { ...ctx, ...made, db, seat, now, today: toDay(now), entrance } })
      if (!result.ok) throw result.error // tRPC returns errors; only a throw rolls back.
      return result
    }
    const reading = type === 'query' && !meta?.stores
    if (reading && ctx.sharing && !meta?.entersSecondTenant)
      return ctx.sharing.inTenant(ctx.pool, actor, work, ctx.identified)
    return inTenant(ctx.pool, actor, work, { reading, kind: path, ...(ctx.identified && { entered: ctx.identified }) })
  })
}

/** A member's procedure that only some roles may call. */
export const permitted = (action: Action) =>
  member.use(({ ctx, next }) => {
    permit(ctx.seat.role, action)
    return next()
  })

/** For the operator: the registry, and no tenant's rows. */
export const operatorOnly = signedIn.use(async ({ ctx, getRawInput, next }) => {
  await getRawInput()
  return asOperator(ctx.pool, ctx.session, async (db) => {
    const result = await next({ ctx: { ...ctx, db, now: readClock(ctx.clock) } })
    if (!result.ok) throw result.error
    return result
  })
})

function toActor(ctx: Context & { session: string }): Actor {
  if (!ctx.tenant) throw new TRPCError({ code: 'BAD_REQUEST', message: 'no tenant named' })
  return { session: ctx.session, tenant: ctx.tenant, seatId: ctx.seatId, clock: ctx.clock }
}
