/**
 * Kinship: reviewers who are related to an estate that they are nevertheless allowed to mark.
 *
 * Shapes   nobody visits their own estates (recusal.ts). Related is the next degree: a company in an estate of a community where it
 *          serves another one, and a community in an estate whose company also serves one of its own. Whether related reviewers
 *          mark more mildly is estimated for all of them together, never for one person.
 */
type Served = { companyId: string; communityId: string }

export function isRelated(memberId: string, at: Served, estates: readonly Served[]): boolean {
  return estates.some(
    ({ companyId, communityId }) =>
      (companyId === memberId && communityId === at.communityId) ||
      (communityId === memberId && companyId === at.companyId),
  )
}
