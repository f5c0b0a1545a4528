/**
 * Undo: taking an import back as a whole, within a day.
 *
 * Shapes   a change is what one row of the import did. What somebody has edited since, or shares with an alliance by now, is left as it
 *          is and named. An estate that was added is removed; one that was changed gets its fields back; contracts too.
 * Units    milliseconds.
 */
import type { EstateFields } from './estate.ts'
import type { ImportStep, NewContract, SavedContract, SavedEstate } from './plan.ts'

export const UNDO_WITHIN = 86_400_000

export type ContractChange = { id: string; before: NewContract | null; after: NewContract }
/** `revision` is the estate's after the import; `before` its fields, null where it was added. */
export type ImportChange = {
  id: string
  name: string
  revision: number
  before: EstateFields | null
  contract: ContractChange | null
}
export type UndoPlan = { changes: ImportChange[]; left: string[] }

/** What a step of an import will have changed; null for a row that changes nothing. */
export function toImportChange(
  { action, revision, fields }: ImportStep,
  id: string,
  estate: SavedEstate | undefined,
  contract: ContractChange | null,
): ImportChange | null {
  if (action === 'same') return null
  const before = estate ? toFields(estate) : null
  return { id, name: fields.name, revision: action === 'added' ? 1 : revision + 1, before, contract }
}

export function planUndo(
  changes: readonly ImportChange[],
  estates: readonly SavedEstate[],
  contracts: readonly SavedContract[],
  shared: ReadonlySet<string>,
): UndoPlan {
  const byId = new Map(estates.map((estate) => [estate.id, estate]))
  const contractsByEstate = Map.groupBy(contracts, ({ estateId }) => estateId)
  const plan: UndoPlan = { changes: [], left: [] }
  for (const change of changes) {
    const estate = byId.get(change.id)
    // Somebody has removed it meanwhile.
    if (!estate) continue
    const served = contractsByEstate.get(change.id) ?? []
    const untouched =
      estate.revision === change.revision &&
      isUntouched(change.contract, served) &&
      (change.before !== null || (served.length === (change.contract ? 1 : 0) && !shared.has(change.id)))
    if (untouched) plan.changes.push(change)
    else plan.left.push(estate.name)
  }
  return plan
}

function isUntouched(change: ContractChange | null, contracts: readonly SavedContract[]): boolean {
  if (!change) return true
  const now = contracts.find(({ id }) => id === change.id)
  const { companyId, companyName, since, until } = change.after
  return (
    now !== undefined &&
    now.companyId === companyId &&
    now.companyName === companyName &&
    now.since === since &&
    now.until === until
  )
}

function toFields({ id: _, revision: __, ...fields }: SavedEstate): EstateFields {
  return fields
}
