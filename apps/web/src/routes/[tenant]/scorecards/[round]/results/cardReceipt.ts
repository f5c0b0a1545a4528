/** A member has opened a card of its own, or all of them in one list. Called by the page, because opening it is not always a navigation. */
export async function sayCardOpened(
  { slug, seatId }: { slug: string; seatId: string },
  { unopened, ...which }: { unopened: boolean; slug: string; estateId?: string },
): Promise<void> {
  if (!unopened) return
  const { apiAt } = await import('#lib/api.ts')
  // Without network it is sent the next time.
  await apiAt(slug, seatId)
    .scorecards.results.open.mutate(which)
    .catch(() => {})
}
