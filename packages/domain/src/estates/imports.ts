/**
 * Imports: a ledger of estates, as a workbook or pasted, and the word that takes it over.
 *
 * Shapes   `companies` are those a contract can name, found by name; `seen` is the digest of the preview that was confirmed.
 * Refusals estates.no_file, and those of fields.ts.
 */
import { z } from 'zod'
import { id, paragraph } from '../fields.ts'

export const ImportCompanies = z.array(z.strictObject({ id: id(), name: z.string().max(60) })).max(1000)
export const ImportedFile = z.strictObject({
  file: z.instanceof(Uint8Array, { error: 'estates.no_file' }),
  source: z.string().max(200),
  companies: ImportCompanies,
})
export const PastedRows = z.strictObject({ pasted: paragraph(2_000_000), companies: ImportCompanies })
export const ImportDraft = z.strictObject({ importId: id() })
export const ImportConfirming = ImportDraft.extend({ seen: z.string().max(64) })
