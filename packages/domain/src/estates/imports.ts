/**
 * Imports: a list of estates, as a workbook or pasted, and its confirmation.
 *
 * Shapes   `seen` is the digest of the preview that was confirmed. What is taken is `all` clear suggestions, or one cell's as `12:households`;
 *          `12:separate` says that row 12 is another estate than the one of a similar name.
 * Refusals estates.no_file, and those of fields.ts.
 */
import { z } from 'zod'
import { choice, id, paragraph } from '../fields.ts'

export const ImportedFile = z.strictObject({
  file: z.instanceof(Uint8Array, { error: 'estates.no_file' }),
  source: z.string().max(200),
})
export const PastedRows = z.strictObject({ pasted: paragraph(2_000_000) })
export const ImportDraft = z.strictObject({ importId: id() })
export const ImportConfirming = ImportDraft.extend({ seen: z.string().max(64) })
export const ImportFix = ImportDraft.extend({ take: z.string().max(40) })
export const ImportBlanks = ImportDraft.extend({ blanks: choice(['keep', 'clear']) })
export const ImportTab = ImportDraft.extend({ tab: z.string().max(200) })
