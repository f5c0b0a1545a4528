/**
 * Lists of a round's findings, page by page: what the address of such a page may ask for.
 *
 * Shapes   unknown values are ignored, so that old links still open. A status follows from the response, the decision and whether the
 *          time to respond is over.
 */
import { z } from 'zod'
import { paged } from '../rounds/listing.ts'
import { findingStatuses } from './status.ts'

export { findingStatuses, type FindingStatus } from './status.ts'

export const FindingListing = z.strictObject({
  ...paged,
  show: z.enum(findingStatuses).optional().catch(undefined),
  estateId: z.uuid().optional().catch(undefined),
})
export type FindingListing = z.infer<typeof FindingListing>
