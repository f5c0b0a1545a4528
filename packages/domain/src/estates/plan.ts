/**
 * Plan: what importing a file would do to the estates kept so far. Nothing is written here; the preview shows the plan,
 * and confirming carries out the same plan or refuses.
 *
 * Shapes   estates are matched by name: one of the same name is changed, or stays as it is; any other is added.
 *          Estates the file does not name are left alone. A contract is matched by its first day: the same one is
 *          changed, a new one is added, and none is ended or removed.
 * Refusals as problems: estates.named_twice, phone_masked, contract_runs_into.
 */
import { masked, type EstateFields } from './estate.ts'
import type { FileRow, FieldProblem } from './rows.ts'
import { overlapped, type Contract } from './term.ts'

export type SavedEstate = EstateFields & { id: string; revision: number }
export type SavedContract = Contract & { estateId: string }
export type NewContract = Omit<SavedContract, 'id' | 'estateId'> & { id: string | null }
export type ContractTerm = Pick<Contract, 'companyName' | 'since' | 'until'>
export type FieldChange =
  | { key: keyof EstateFields; from: string | number | null; to: string | number | null }
  | { key: 'contract'; from: ContractTerm | null; to: ContractTerm }
export type ImportStep = {
  row: number
  action: 'added' | 'changed' | 'same'
  id: string | null
  revision: number
  kept: EstateFields
  contract: NewContract | null
  changes: FieldChange[]
}
export type ImportPlan = { steps: ImportStep[]; problems: FieldProblem[] }

export function planImport(
  rows: readonly FileRow[],
  estates: readonly SavedEstate[],
  contracts: readonly SavedContract[],
  companyIds: ReadonlyMap<string, string>,
): ImportPlan {
  const byName = new Map(estates.map((estate) => [estate.name, estate]))
  const contractsOf = Map.groupBy(contracts, ({ estateId }) => estateId)
  const firstRows = new Map<string, number>()
  const problems: FieldProblem[] = []
  const steps: ImportStep[] = []
  for (const row of rows) {
    const first = firstRows.get(row.name)
    if (first !== undefined) problems.push(problem(row, 'name', 'named_twice', { first }))
    firstRows.set(row.name, first ?? row.row)
    const estate = byName.get(row.name)
    const step = stepOf(row, estate, estate ? (contractsOf.get(estate.id) ?? []) : [], companyIds)
    if ('code' in step) problems.push(step)
    else steps.push(step)
  }
  return { steps, problems }
}

function stepOf(
  row: FileRow,
  estate: SavedEstate | undefined,
  contracts: readonly Contract[],
  companyIds: ReadonlyMap<string, string>,
): ImportStep | FieldProblem {
  const phone = row.contactPhone ?? ''
  if (phone.includes('*') && phone !== masked(estate?.contactPhone ?? ''))
    return problem(row, 'contactPhone', 'phone_masked')
  const kept = merged(row, estate)
  const contract = contractOf(row, contracts, companyIds)
  const other =
    contract &&
    overlapped(
      contracts.filter(({ id }) => id !== contract.id),
      contract,
    )
  if (other)
    return problem(row, 'since', 'contract_runs_into', {
      company: other.companyName,
      since: other.since,
      until: other.until ?? '',
    })
  const changes = estate ? changesOf(estate, kept) : []
  if (contract) changes.push(contractChange(contracts, contract))
  const action = !estate ? 'added' : changes.length > 0 ? 'changed' : 'same'
  return {
    row: row.row,
    action,
    id: estate?.id ?? null,
    revision: estate?.revision ?? 0,
    kept,
    contract,
    changes,
  }
}

/** What the file says, and for what it does not say, what is kept. */
function merged(row: FileRow, estate: SavedEstate | undefined): EstateFields {
  const { name, kind, households, buildings } = row
  const say = <T>(said: T | null | undefined, so_far: T | undefined, blank: T): T =>
    said === undefined ? (so_far ?? blank) : (said ?? blank)
  const phone = row.contactPhone?.includes('*') ? undefined : row.contactPhone
  return {
    name,
    kind,
    households,
    buildings,
    fee: say<number | null>(row.fee, estate?.fee, null),
    address: say(row.address, estate?.address, ''),
    lat: say<number | null>(row.lat, estate?.lat, null),
    lng: say<number | null>(row.lng, estate?.lng, null),
    contactName: say(row.contactName, estate?.contactName, ''),
    contactPhone: say(phone, estate?.contactPhone, ''),
  }
}

const changesOf = (estate: EstateFields, kept: EstateFields): FieldChange[] =>
  (Object.keys(kept) as (keyof EstateFields)[])
    .filter((key) => estate[key] !== kept[key])
    .map((key) =>
      key === 'contactPhone'
        ? { key, from: masked(estate[key]), to: masked(kept[key]) }
        : { key, from: estate[key], to: kept[key] },
    )

/** The contract a row speaks of, if it says anything new. */
function contractOf(
  row: FileRow,
  contracts: readonly Contract[],
  companyIds: ReadonlyMap<string, string>,
): NewContract | null {
  const { company, since, until } = row
  if (!company || !since) return null
  const same = contracts.find((contract) => contract.since === since)
  const companyId = company === same?.companyName ? same.companyId : (companyIds.get(company) ?? null)
  const said = {
    id: same?.id ?? null,
    companyId,
    companyName: company,
    since,
    until: until === undefined ? (same?.until ?? null) : until,
  }
  return same && same.companyName === said.companyName && same.until === said.until ? null : said
}

function contractChange(contracts: readonly Contract[], { id, ...to }: NewContract): FieldChange {
  const from = contracts.find((contract) => contract.id === id)
  return { key: 'contract', from: from ? servedOf(from) : null, to: servedOf(to) }
}

const servedOf = ({ companyName, since, until }: ContractTerm): ContractTerm => ({ companyName, since, until })

const problem = (
  row: FileRow,
  key: FieldProblem['key'],
  reason: string,
  params: FieldProblem['params'] = {},
): FieldProblem => ({
  row: row.row,
  key,
  code: `estates.${reason}`,
  params,
})
