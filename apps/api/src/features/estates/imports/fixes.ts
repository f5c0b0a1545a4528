/** One tap on a suggestion. */
import type { TenantDb } from '@bilin/db/tenant'
import type { ImportPlan } from '@bilin/domain/estates/plan'
import { takeSuggestions } from '@bilin/domain/estates/unfinished'
import { refuse } from '@bilin/domain/refusal'
import { updateRows, type getImportDraft } from './queries.ts'

type Draft = Awaited<ReturnType<typeof getImportDraft>>

/** `take` is `all`, or a row and its cell: 12:households; 12:separate says that the row is of another estate. */
export async function takeFix(
  db: TenantDb,
  importId: string,
  { rows, unfinished, present }: Pick<Draft, 'rows' | 'unfinished' | 'present'>,
  { problems }: Pick<ImportPlan, 'problems'>,
  take: string,
): Promise<void> {
  const [, typed = '', what = ''] = /^(\d{1,7}):([a-zA-Z]{1,20})$/u.exec(take) ?? []
  if (take !== 'all' && what === '') refuse('invalid', 'fields.not_a_choice')
  const row = Number(typed)
  const planned = problems.find((problem) => problem.row === row)
  if (planned && (what === 'separate' || planned.suggestion !== undefined)) {
    const fix = what === 'separate' ? { separate: true } : { name: planned.suggestion ?? '' }
    const fixed = rows.map((each) => (each.row === row ? { ...each, ...fix } : each))
    return updateRows(db, importId, { rows: fixed, unfinished })
  }
  const taken = takeSuggestions(unfinished, new Set(present), (each, { key, clear }) =>
    take === 'all' ? clear === true : each.row === row && key === what,
  )
  const all = [...rows, ...taken.finished].sort((a, b) => a.row - b.row)
  return updateRows(db, importId, { unfinished: taken.unfinished, ...(taken.finished.length > 0 && { rows: all }) })
}
