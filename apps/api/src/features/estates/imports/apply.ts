/** Carries out the steps of an import, and takes them back. */
import { inSecondTenant, type Seat, type TenantDb } from '@bilin/db/tenant'
import type { ImportStep, SavedEstate } from '@bilin/domain/estates/plan'
import { planUndo, toImportChange, type ImportChange } from '@bilin/domain/estates/undo'
import { sql } from 'kysely'
import { among } from '../../../rooms/bulk/among.ts'
import { ascendingIds } from '../../../rooms/bulk/ids.ts'
import { insertMany } from '../../../rooms/bulk/insertMany.ts'
import { refreshStatistics } from '../../../rooms/bulk/statistics.ts'
import { listAlliances } from '../../../rooms/memberships.ts'
import { listOurs } from '../listed.ts'
import { insertOrUpdateContracts, insertOrUpdateEstates } from '../writes.ts'
import { lockAllEstates } from './queries.ts'

/**
 * New rows are inserted as JSON with ascending ids; only the changed ones need the slower statement. Returns what it takes to undo
 * the import.
 */
export async function applyImport(
  db: TenantDb,
  now: Date,
  steps: readonly ImportStep[],
  { estates, contracts }: Awaited<ReturnType<typeof lockAllEstates>>,
): Promise<ImportChange[]> {
  const ids = ascendingIds(now)
  const placed = steps.map((step) => ({
    ...step,
    id: step.id ?? ids.next().value,
    contract: step.contract && {
      isNew: step.contract.id === null,
      term: { ...step.contract, id: step.contract.id ?? ids.next().value },
    },
  }))
  const listEstates = (wanted: ImportStep['action']) =>
    placed.filter(({ action }) => action === wanted).map(({ id, fields }) => ({ ...fields, id }))
  await insertMany(db, 'estate', listEstates('added'))
  await insertOrUpdateEstates(db, now, listEstates('changed'))

  const listContracts = (added: boolean) =>
    placed.flatMap(({ id, contract }) => (contract?.isNew === added ? [{ ...contract.term, estateId: id }] : []))
  await insertMany(db, 'serviceContract', listContracts(true))
  await insertOrUpdateContracts(db, listContracts(false))
  await refreshStatistics(db, placed.length, 'estate', 'service_contract')

  const estatesById = new Map(estates.map((estate) => [estate.id, estate]))
  const contractsById = new Map(contracts.map(({ estateId: _, ...contract }) => [contract.id, contract]))
  return placed.flatMap(({ contract, ...step }) => {
    const change = contract && {
      id: contract.term.id,
      before: contractsById.get(contract.term.id) ?? null,
      after: contract.term,
    }
    return toImportChange({ ...step, contract: null }, step.id, estatesById.get(step.id), change) ?? []
  })
}

/** Takes back what nobody has touched since. Returns how many estates, and the names of those that were left. */
export async function undoImport(db: TenantDb, seat: Seat, now: Date, imported: readonly ImportChange[]) {
  const { estates, contracts } = await lockAllEstates(db)
  const { changes, left } = planUndo(imported, estates, contracts, await listSharedIds(db, seat))
  const byId = new Map(estates.map((estate) => [estate.id, estate]))
  await updateAddedRemoved(
    db,
    now,
    changes.filter(({ before }) => before === null).map(({ id }) => id),
  )
  await insertOrUpdateEstates(
    db,
    now,
    changes.flatMap((change) => toFormer(change, byId.get(change.id))),
  )
  await deleteContracts(
    db,
    changes.flatMap(({ contract }) => (contract && contract.before === null ? [contract.id] : [])),
  )
  await insertOrUpdateContracts(
    db,
    changes.flatMap(({ id, contract }) =>
      contract?.before ? [{ ...contract.before, id: contract.id, estateId: id }] : [],
    ),
  )
  return { undone: changes.length, left }
}

const toFormer = ({ id, before }: ImportChange, now: SavedEstate | undefined) =>
  before && now ? [{ ...before, id }] : []

async function updateAddedRemoved(db: TenantDb, now: Date, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await db
    .updateTable('estate')
    .set({ removedAt: now, changedAt: now, revision: sql`revision + 1` })
    .where(among('id', ids))
    .execute()
}

async function deleteContracts(db: TenantDb, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await db.deleteFrom('serviceContract').where(among('id', ids)).execute()
}

/** The estates that the community shares with an alliance. */
async function listSharedIds(db: TenantDb, seat: Seat): Promise<Set<string>> {
  const shared = new Set<string>()
  for (const { slug } of await listAlliances(db, seat.tenantId))
    for (const { estateId } of await inSecondTenant(db, seat, slug, (there) => listOurs(there, seat)))
      shared.add(estateId)
  return shared
}
