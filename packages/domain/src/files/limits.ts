/** How many files, and how large. A file of its own, so that the form on a phone loads nothing else. */
export const FILES_EACH = 3
/** Pixels. */
export const LONGEST_SIDE = 1600
