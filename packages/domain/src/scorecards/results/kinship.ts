/**
 * Kinship: who stands near whom they mark, without being barred from marking them.
 *
 * Shapes   nobody visits their own (visits.ts). Near is the next step: a company in a compound of a community where it serves
 *          another one, and a community in a compound whose company also serves one of its own. Whether such visitors mark
 *          milder is asked of all of them together, never of one.
 */
type Served = { companyId: string; communityId: string }

export function isRelated(memberId: string, at: Served, compounds: readonly Served[]): boolean {
  return compounds.some(
    ({ companyId, communityId }) =>
      (companyId === memberId && communityId === at.communityId) ||
      (communityId === memberId && companyId === at.companyId),
  )
}
