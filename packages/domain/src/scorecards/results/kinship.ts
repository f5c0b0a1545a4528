/**
 * Kinship: who stands near whom they mark, without being barred from marking them.
 *
 * Shapes   nobody visits their own (visits.ts). Near is the next step: a company in an estate of a community where it serves
 *          another one, and a community in an estate whose company also serves one of its own. Whether such reviewers mark
 *          milder is asked of all of them together, never of one.
 */
type Served = { companyId: string; communityId: string }

export function isRelated(memberId: string, at: Served, estates: readonly Served[]): boolean {
  return estates.some(
    ({ companyId, communityId }) =>
      (companyId === memberId && communityId === at.communityId) ||
      (communityId === memberId && companyId === at.companyId),
  )
}
