/** Marks a message as opened. Called by the page, because opening it is not always a navigation. */
export async function sayOpened(
  { slug, seatId }: { slug: string; seatId: string },
  message: { messageId: string; opened: boolean } | null,
): Promise<void> {
  if (!message || message.opened) return
  const { apiAt } = await import('#lib/api.ts')
  // Without network it is sent the next time.
  await apiAt(slug, seatId)
    .scorecards.messages.open.mutate({ messageId: message.messageId })
    .catch(() => {})
}
