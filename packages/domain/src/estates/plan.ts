/**
 * Plan: what importing a file would do to the estates there are. Nothing is written here; the preview shows the plan,
 * and confirming carries out the same plan or refuses.
 *
 * Shapes   estates are matched by name: one of the same name is changed, or stays as it is; one whose name is only spelled otherwise is
 *          asked about; any other is added. A row with a problem is left out of the plan.
 *          Estates the file does not name are left alone. A contract is matched by its first day: the same one is
 *          changed, a new one is added, and none is ended or removed.
 * Refusals as problems: estates.named_twice, named_alike, same_as_kept, phone_masked, contract_runs_into.
 */
import { toCanonical } from '../spelling/canonical.ts'
import { createCompanyLookup, type Company, type CompanyLookup } from './contract.ts'
import { maskPhone, type EstateFields } from './estate.ts'
import { OPEN_END, OPTIONAL, type FileRow, type FieldProblem } from './rows.ts'
import { findOverlap, type Contract } from './term.ts'

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
  fields: EstateFields
  contract: NewContract | null
  changes: FieldChange[]
}
/** What an empty cell does to what is there. */
export type Blanks = 'keep' | 'clear'
export type ImportPlan = { steps: ImportStep[]; problems: FieldProblem[] }

export function planImport(
  rows: readonly FileRow[],
  estates: readonly SavedEstate[],
  contracts: readonly SavedContract[],
  companies: readonly Company[],
  blanks: Blanks = 'keep',
): ImportPlan {
  const byName = new Map(estates.map((estate) => [estate.name, estate]))
  const bySpelling = new Map(estates.map((estate) => [toCanonical(estate.name), estate]))
  const contractsByEstate = Map.groupBy(contracts, ({ estateId }) => estateId)
  const firstRows = new Map<string, FileRow>()
  const findCompany = createCompanyLookup(companies)
  const problems: FieldProblem[] = []
  const steps: ImportStep[] = []
  for (const inFile of rows) {
    const row = blanks === 'clear' ? inFile : withoutBlanks(inFile)
    const estate = byName.get(row.name)
    const unsure = findOtherSpelling(row, estate, bySpelling, firstRows)
    if (unsure) {
      problems.push(unsure)
      continue
    }
    const step = planRow(row, estate, estate ? (contractsByEstate.get(estate.id) ?? []) : [], findCompany)
    if ('code' in step) problems.push(step)
    else steps.push(step)
  }
  return { steps, problems }
}

/** The row without its empty cells. */
function withoutBlanks(row: FileRow): FileRow {
  const filled: FileRow = { ...row }
  for (const key of OPTIONAL) if (filled[key] === null) delete filled[key]
  return filled
}

/** The problem of a row whose name an earlier row has, or that a kept estate has in another spelling. */
function findOtherSpelling(
  row: FileRow,
  estate: SavedEstate | undefined,
  bySpelling: ReadonlyMap<string, SavedEstate>,
  firstRows: Map<string, FileRow>,
): FieldProblem | null {
  const spelling = row.separate ? row.name : toCanonical(row.name)
  const first = firstRows.get(spelling)
  if (first)
    return first.name === row.name
      ? problem(row, 'name', 'named_twice', { first: first.row })
      : problem(row, 'name', 'named_alike', { first: first.row, name: first.name })
  firstRows.set(spelling, row)
  const saved = estate || row.separate ? undefined : bySpelling.get(spelling)
  return saved ? { ...problem(row, 'name', 'same_as_kept', { name: saved.name }), suggestion: saved.name } : null
}

function planRow(
  row: FileRow,
  estate: SavedEstate | undefined,
  contracts: readonly Contract[],
  findCompany: CompanyLookup,
): ImportStep | FieldProblem {
  const phone = row.contactPhone ?? ''
  if (phone.includes('*') && phone !== maskPhone(estate?.contactPhone ?? ''))
    return problem(row, 'contactPhone', 'phone_masked')
  const fields = merged(row, estate)
  const contract = readContract(row, contracts, findCompany)
  const other =
    contract &&
    findOverlap(
      contracts.filter(({ id }) => id !== contract.id),
      contract,
    )
  if (other)
    return problem(row, 'since', 'contract_runs_into', {
      company: other.companyName,
      since: other.since,
      until: other.until ?? '',
    })
  const changes = estate ? listChanges(estate, fields) : []
  if (contract) changes.push(contractChange(contracts, contract))
  const action = !estate ? 'added' : changes.length > 0 ? 'changed' : 'same'
  return {
    row: row.row,
    action,
    id: estate?.id ?? null,
    revision: estate?.revision ?? 0,
    fields,
    contract,
    changes,
  }
}

/** The fields of the file, and the estate's own where the file has no such column. */
function merged(row: FileRow, estate: SavedEstate | undefined): EstateFields {
  const { name, kind, households, buildings } = row
  const choose = <T>(inFile: T | null | undefined, before: T | undefined, blank: T): T =>
    inFile === undefined ? (before ?? blank) : (inFile ?? blank)
  const phone = row.contactPhone?.includes('*') ? undefined : row.contactPhone
  return {
    name,
    kind,
    households,
    buildings,
    fee: choose<number | null>(row.fee, estate?.fee, null),
    address: choose(row.address, estate?.address, ''),
    lat: choose<number | null>(row.lat, estate?.lat, null),
    lng: choose<number | null>(row.lng, estate?.lng, null),
    contactName: choose(row.contactName, estate?.contactName, ''),
    contactPhone: choose(phone, estate?.contactPhone, ''),
  }
}

const listChanges = (before: EstateFields, after: EstateFields): FieldChange[] =>
  (Object.keys(after) as (keyof EstateFields)[])
    .filter((key) => before[key] !== after[key])
    .map((key) =>
      key === 'contactPhone'
        ? { key, from: maskPhone(before[key]), to: maskPhone(after[key]) }
        : { key, from: before[key], to: after[key] },
    )

/** The contract that a row adds or changes; null when nothing changes. */
function readContract(row: FileRow, contracts: readonly Contract[], findCompany: CompanyLookup): NewContract | null {
  const { company, since, until } = row
  if (!company || !since) return null
  const same = contracts.find((contract) => contract.since === since)
  const { id: companyId, name: companyName } =
    company === same?.companyName
      ? { id: same.companyId, name: company }
      : (findCompany(company) ?? { id: null, name: company })
  const inFile = {
    id: same?.id ?? null,
    companyId,
    companyName,
    since,
    until: until === undefined ? (same?.until ?? null) : until === OPEN_END ? null : until,
  }
  return same && same.companyName === inFile.companyName && same.until === inFile.until ? null : inFile
}

function contractChange(contracts: readonly Contract[], { id, ...to }: NewContract): FieldChange {
  const from = contracts.find((contract) => contract.id === id)
  return { key: 'contract', from: from ? toTerm(from) : null, to: toTerm(to) }
}

const toTerm = ({ companyName, since, until }: ContractTerm): ContractTerm => ({ companyName, since, until })

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
