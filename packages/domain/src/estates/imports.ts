/**
 * Imports: a list of estates, as a workbook or pasted, and its confirmation.
 *
 * Shapes   `seen` is the digest of the preview that was confirmed.
 * Refusals estates.no_file, and those of fields.ts.
 */
import { z } from 'zod'
import { id, paragraph } from '../fields.ts'

export const ImportedFile = z.strictObject({
  file: z.instanceof(Uint8Array, { error: 'estates.no_file' }),
  source: z.string().max(200),
})
export const PastedRows = z.strictObject({ pasted: paragraph(2_000_000) })
export const ImportDraft = z.strictObject({ importId: id() })
export const ImportConfirming = ImportDraft.extend({ seen: z.string().max(64) })
