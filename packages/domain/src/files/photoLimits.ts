/** How many photos, and how large; apart from photo.ts, so that the form on a phone loads nothing else for it. */
export const PHOTOS_EACH = 3
/** Pixels. */
export const LONGEST_SIDE = 1600
