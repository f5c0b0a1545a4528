/**
 * The current moment, or the one that the demo or a test pretends. The one place of the API that reads the server's clock: used
 * outside any tenant only; a member's procedure takes the time from its transaction.
 */
export const readClock = (pretended: Date | null = null): Date => pretended ?? new Date()
