/**
 * Lists of a round's estates, page by page: what the address of such a page may ask for.
 *
 * Shapes   unknown values are ignored, so that old links still open. `after` is the last row of the page before; `whole` asks for
 *          all rows at once, for paper.
 */
import { z } from 'zod'
import { unratedReasons } from './unrated.ts'

export const estateOrders = ['community', 'name', 'company'] as const
export const resultOrders = ['stars', 'score', ...estateOrders] as const
export type ResultOrder = (typeof resultOrders)[number]

const flag = () => z.union([z.boolean(), z.literal('1').transform(() => true)]).catch(false)

export const paged = {
  /** Part of the name of an estate, its community or its company. */
  search: z.string().trim().max(60).catch('').default(''),
  after: z.uuid().optional().catch(undefined),
  whole: flag().default(false),
}
/** Only the estates of the member that looks. */
const own = flag().default(false)

export const EstateListing = z.strictObject({
  ...paged,
  own,
  sort: z.enum(estateOrders).catch('community').default('community'),
})
export type EstateListing = z.infer<typeof EstateListing>

export const ResultListing = z.strictObject({
  ...paged,
  own,
  sort: z.enum(resultOrders).catch('stars').default('stars'),
  /** 0: those without stars. */
  stars: z.coerce.number().int().min(0).max(5).optional().catch(undefined),
  /** Of those without stars, the ones for this reason. */
  unrated: z.enum(unratedReasons).optional().catch(undefined),
  kind: z.enum(['commercial', 'resettlement']).optional().catch(undefined),
  communityId: z.uuid().optional().catch(undefined),
})
export type ResultListing = z.infer<typeof ResultListing>
