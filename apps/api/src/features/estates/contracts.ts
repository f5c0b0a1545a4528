import type { Seat, TenantDb } from '@bilin/db/tenant'
import type { Day } from '@bilin/domain/calendar'
import { ContractForm, ContractRemoval, Ending, createCompanyLookup } from '@bilin/domain/estates/contract'
import { findOverlap, findTermFault, type Contract } from '@bilin/domain/estates/term'
import { refuse } from '@bilin/domain/refusal'
import type { Locale } from '@bilin/i18n'
import { say } from '@bilin/i18n/say'
import { record } from '../../record.ts'
import { listCompanies } from './companies.ts'
import { permittedInCommunity } from './home.ts'
import { listContracts, lockEstate } from './queries.ts'

export const contracts = {
  addContract: permittedInCommunity('estates.keep')
    .input(ContractForm)
    .mutation(async ({ ctx: { db, seat, locale }, input: { estateId, until = null, ...form } }) => {
      const estate = await lockEstate(db, estateId)
      const { companyId, companyName } = await findCompany(db, seat, form)
      assertNoOverlap(await listContracts(db, estateId), { since: form.since, until }, locale)
      const contract = await db
        .insertInto('serviceContract')
        .values({ estateId, companyId, companyName, since: form.since, until })
        .returning('id')
        .executeTakeFirstOrThrow()
      await record(db, 'estates.contract_added', estateId, { title: estate.name, company: companyName })
      return contract
    }),

  endContract: permittedInCommunity('estates.keep')
    .input(Ending)
    .mutation(async ({ ctx: { db, locale }, input: { contractId, until } }) => {
      const contract = await lockContract(db, contractId)
      const fault = findTermFault({ since: contract.since, until })
      if (fault) refuse('invalid', fault, { field: 'until' })
      const others = (await listContracts(db, contract.estateId)).filter((other) => other.id !== contractId)
      assertNoOverlap(others, { since: contract.since, until }, locale)
      await db.updateTable('serviceContract').set({ until }).where('id', '=', contractId).execute()
      await record(db, 'estates.contract_ended', contract.estateId, { title: contract.companyName, until })
    }),

  /** For a contract entered by mistake; a real one is ended instead. */
  removeContract: permittedInCommunity('estates.keep')
    .input(ContractRemoval)
    .mutation(async ({ ctx: { db }, input: { contractId } }) => {
      const { estateId, companyName, since, until } = await lockContract(db, contractId)
      await db.deleteFrom('serviceContract').where('id', '=', contractId).execute()
      await record(db, 'estates.contract_removed', estateId, { title: companyName, since, until })
    }),
}

/** A member is named as the registry has it; a name typed beside a chosen company is ignored. */
async function findCompany(
  db: TenantDb,
  seat: Seat,
  { companyId, companyName }: Pick<ContractForm, 'companyId' | 'companyName'>,
) {
  const members = await listCompanies(db, seat)
  const member = companyId
    ? members.find(({ id }) => id === companyId)
    : createCompanyLookup(members)(companyName ?? '')
  if (member) return { companyId: member.id, companyName: member.name }
  if (companyId || !companyName) refuse('invalid', 'estates.no_company', { field: 'companyName' })
  return { companyId: null, companyName }
}

function assertNoOverlap(contracts: Contract[], span: Pick<Contract, 'since' | 'until'>, locale: Locale): void {
  const other = findOverlap(contracts, span)
  if (!other) return
  const until = other.until ?? say('estates.until_open', {}, locale)
  const params = { company: other.companyName, since: other.since, until }
  refuse('conflict', 'estates.contract_runs_into', { params, field: 'since' })
}

function lockContract(db: TenantDb, contractId: string) {
  return db
    .selectFrom('serviceContract')
    .select(['id', 'estateId', 'companyName', 'since', 'until'])
    .where('id', '=', contractId)
    .forUpdate()
    .executeTakeFirstOrThrow(() => refuse('not_found', 'estates.contract_not_found'))
}

/** Contracts that end within these days, the soonest first. */
export function listEndingContracts(db: TenantDb, { from, until }: { from: Day; until: Day }) {
  return db
    .selectFrom('serviceContract as contract')
    .innerJoin('estate', 'estate.id', 'contract.estateId')
    .select(['contract.id', 'contract.companyName', 'contract.until', 'estate.id as estateId', 'estate.name as estate'])
    .where('contract.until', '>=', from)
    .where('contract.until', '<=', until)
    .where('estate.removedAt', 'is', null)
    .$narrowType<{ until: string }>()
    .orderBy('contract.until')
    .limit(200)
    .execute()
}
