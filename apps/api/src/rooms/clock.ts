/** The one place of the API that reads the clock: the moment it is, or the one that the demo or a test pretends. */
export const readClock = (pretended: Date | null = null): Date => pretended ?? new Date()
