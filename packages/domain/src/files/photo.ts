/**
 * Photos: what a finding, a response or a mended fault looks like. Asked for nowhere else.
 *
 * Units    sides in pixels; files in bytes before, base64 characters on the wire.
 * Shapes   whoever sends a photo makes its id, so that sending it again keeps it once. `response` is of the finding responded to.
 *          What the first bytes say is believed, and not the name of the file.
 * Refusals scorecards.photo_unreadable, photo_too_large, photos_enough, photo_needs_deduction, photo_not_found.
 */
import { z } from 'zod'
import { choice, id } from '../fields.ts'

/** What people put photos of themselves; the other copies are passed on. */
export const photographed = ['visit_finding', 'response', 'improvement'] as const

export { LONGEST_SIDE, PHOTOS_EACH } from './photoLimits.ts'

/** What a phone's camera makes at its finest, and less than would keep the server busy. */
export const MOST_PIXELS = 60_000_000
const MOST_BYTES = 12_000_000

const Bytes = z
  .string({ error: 'scorecards.photo_unreadable' })
  .min(1, { error: 'scorecards.photo_unreadable' })
  .max(Math.ceil(MOST_BYTES / 3) * 4, { error: 'scorecards.photo_too_large', abort: true })
  .regex(/^[A-Za-z0-9+/]+={0,2}$/u, { error: 'scorecards.photo_unreadable' })

export const NewPhoto = z.strictObject({
  photoId: id(),
  of: choice(photographed),
  subjectId: id(),
  content: Bytes,
})

export type NewPhoto = z.infer<typeof NewPhoto>

/** By its first bytes: JPEG, PNG or WebP. What a phone keeps as HEIC the server cannot read. */
export function isPhoto(bytes: Uint8Array): boolean {
  const begins = (at: number, ...wanted: number[]) => wanted.every((byte, i) => bytes[at + i] === byte)
  return (
    begins(0, 0xff, 0xd8, 0xff) ||
    begins(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) ||
    (begins(0, 0x52, 0x49, 0x46, 0x46) && begins(8, 0x57, 0x45, 0x42, 0x50))
  )
}
