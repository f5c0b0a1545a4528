/** What the compare page is asked for: the round, the grouping and the filter. All of it is in the page's address. */
import { z } from 'zod'
import { choice, id, optional } from '../fields.ts'
import { groupings } from './groups.ts'

export const ComparisonQuestion = z.strictObject({
  /** A round's slug; the newest round if absent. */
  round: optional(z.string().max(40)),
  by: choice(groupings).default('estate'),
  communityId: optional(id()),
  kind: optional(z.enum(['commercial', 'resettlement'])),
  /** Part of the name of an estate, its community or its company. */
  search: z.string().trim().max(60).catch('').default(''),
})
export type ComparisonQuestion = z.infer<typeof ComparisonQuestion>

/** One page of the groups: those of the estates on the page, or those after the last community of the page before. */
export const ComparisonPage = ComparisonQuestion.extend({
  estateIds: z.array(z.uuid()).max(100).optional(),
  afterGroup: z.uuid().optional().catch(undefined),
})
