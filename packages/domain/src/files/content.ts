/**
 * The content of a file: a photo or a PDF.
 *
 * Units    sides in pixels; files in bytes before, base64 characters on the wire.
 * Shapes   the kind follows from the first bytes. A name that does not match them is refused.
 * Refusals files.enough, empty, neither, photo_unreadable, photo_too_large, photo_named_pdf, pdf_named_otherwise, pdf_broken, pdf_too_large,
 *          too_large.
 */
import { z } from 'zod'
import { id, line } from '../fields.ts'

/** Enough for the best phone cameras, and little enough to decode quickly. */
export const MAX_PIXELS = 60_000_000
/** The size that may be uploaded; a photo is then made smaller. */
export const MAX_BYTES = 12_000_000
/** The size that may be stored. */
export const MAX_PDF_BYTES = 5_000_000

/** Characters of base64. */
const written = (bytes: number) => Math.ceil(bytes / 3) * 4
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/u

/** A photo from the visit form, which has already made it a small JPEG. */
export const PhotoContent = z
  .string({ error: 'files.photo_unreadable' })
  .min(1, { error: 'files.photo_unreadable' })
  .max(written(MAX_BYTES), { error: 'files.photo_too_large', abort: true })
  .regex(BASE64, { error: 'files.photo_unreadable' })

/** A file chosen in a form. The sender makes its id, so that sending it again stores it once. Its name is used in refusals. */
export const NewFile = z.strictObject({
  fileId: id(),
  name: line(500),
  content: z
    .string()
    .max(written(2 * MAX_BYTES), { abort: true })
    .regex(BASE64),
})
export type NewFile = z.infer<typeof NewFile>
/** The files of a form. The schema allows more than one row may have, so that too many get a proper refusal. */
export const NewFiles = z.array(NewFile).max(20).optional()
export const OneFile = z.strictObject({ fileId: id() })

/** The kind by the first bytes: JPEG, PNG or WebP; PDF; HEIC, which phones use and the server cannot read. */
export function contentKind(bytes: Uint8Array): 'photo' | 'pdf' | 'heic' | null {
  const begins = (at: number, wanted: string | readonly number[]) =>
    [...wanted].every((sign, i) => bytes[at + i] === (typeof sign === 'string' ? sign.charCodeAt(0) : sign))
  if (begins(0, [0xff, 0xd8, 0xff]) || begins(0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'photo'
  if (begins(0, 'RIFF') && begins(8, 'WEBP')) return 'photo'
  if (begins(0, '%PDF-')) return 'pdf'
  return begins(4, 'ftyp') && heif.some((brand) => begins(8, brand)) ? 'heic' : null
}

const heif = ['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1', 'avif']

/** Whether a PDF ends with its end marker, so that nothing is cut off. */
export function isWholePdf(bytes: Uint8Array): boolean {
  const end = '%%EOF'
  const last = String.fromCharCode(...bytes.subarray(-1024))
  return last.includes(end)
}
