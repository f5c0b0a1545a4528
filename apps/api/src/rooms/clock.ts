/**
 * The one place of the API that reads the server's clock, for what stands in no tenant; a member's procedure has the database's.
 * The moment it is, or the one that the demo or a test pretends.
 */
export const readClock = (pretended: Date | null = null): Date => pretended ?? new Date()
