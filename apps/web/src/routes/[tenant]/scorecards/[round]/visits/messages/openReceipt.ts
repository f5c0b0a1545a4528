/** That a reviewer has their message before their eyes, and not only a browser that fetched the page ahead. */
export const isLook = ({ isDataRequest, request }: { isDataRequest: boolean; request: Request }) =>
  !isDataRequest && (request.headers.get('sec-fetch-dest') ?? 'document') === 'document'

/** From the page, for those that came without a navigation of their own. */
export async function sayOpened(
  { slug, seatId }: { slug: string; seatId: string },
  message: { messageId: string; opened: boolean } | null,
): Promise<void> {
  if (!message || message.opened) return
  const { apiAt } = await import('#lib/api.ts')
  // Without network it is said at the next look.
  await apiAt(slug, seatId)
    .scorecards.messages.open.mutate({ messageId: message.messageId })
    .catch(() => {})
}
