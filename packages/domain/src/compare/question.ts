/** Which published round is compared, by what, and which part of it. All of it stands in the address. */
import { z } from 'zod'
import { choice, id, optional } from '../fields.ts'
import { groupings } from './groups.ts'

export const ComparisonQuestion = z.strictObject({
  /** A round's slug; the newest when left out. */
  round: optional(z.string().max(40)),
  by: choice(groupings).default('estate'),
  communityId: optional(id()),
  kind: optional(z.enum(['commercial', 'resettlement'])),
})
