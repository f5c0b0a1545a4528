/**
 * Listing: showing chosen estates to an alliance, with a purpose and, if wanted, a last day. It can be taken back.
 *
 * Shapes   `seen` has, by estate, the revision that its secretary saw before confirming: exactly that is copied, or
 *          nothing.
 * Refusals estates.nothing_chosen, and those of fields.ts.
 */
import { z } from 'zod'
import { day, id, line, optional, whole } from '../fields.ts'
import { estateKinds } from './kinds.ts'

const most = 500
const several = <T extends z.ZodType<object>>(chosen: T) =>
  chosen.refine((some) => Object.keys(some).length > 0, { error: 'estates.nothing_chosen' })

/** A form sends one ticked box as a string, several as a list. */
export const ids = () =>
  z.preprocess((typed) => (typeof typed === 'string' ? [typed] : (typed ?? [])), several(z.array(id()).max(most)))

const alliance = z.string().max(32)

export const ChosenEstates = z.strictObject({ alliance, ids: ids() })

export const Listing = z.strictObject({
  alliance,
  seen: z
    .preprocess((typed) => typed ?? {}, several(z.record(id(), whole())))
    .refine((seen) => Object.keys(seen).length <= most, {
      error: 'estates.nothing_chosen',
    }),
  purpose: line(120),
  until: optional(day()),
})
export type Listing = z.infer<typeof Listing>

export const estateSorts = ['name', 'households', 'buildings', 'fee'] as const

/** The parameters of a list's address. Unknown values are ignored, so that old links still open. */
const looking = {
  kind: z.enum(estateKinds).optional().catch(undefined),
  sort: z.enum(estateSorts).catch('name').default('name'),
  order: z.enum(['up', 'down']).catch('up').default('up'),
}
export const Looking = z.strictObject({
  ...looking,
  search: z.string().trim().max(60).catch('').default(''),
  after: z.uuid().optional().catch(undefined),
})
export type Looking = z.infer<typeof Looking>

export const LookingAtListed = z.strictObject({
  ...looking,
  community: z.string().max(32).optional().catch(undefined),
})
export type LookingAtListed = z.infer<typeof LookingAtListed>
