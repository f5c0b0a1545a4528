/**
 * Service contracts: which property company 物业公司 serves an estate, and from when until when.
 *
 * Units    days are ISO dates, both included; `until` open means until further notice.
 * Shapes   a company is chosen from the alliance's members or typed as text; its name is stored either way. Text that is a
 *          member's name, however it is spelled, is that member. When each holds is in term.ts.
 * Refusals estates.contract_dates_reversed, contract_too_long, no_company.
 */
import { z } from 'zod'
import { day, id, line, optional } from '../fields.ts'
import { toCanonical } from '../spelling/canonical.ts'
import { findTermFault } from './term.ts'

export const ContractForm = z
  .strictObject({
    estateId: id(),
    companyId: optional(id()),
    companyName: optional(line(60)),
    since: day(),
    until: optional(day()),
  })
  .refine((term) => findTermFault(term) !== 'estates.contract_dates_reversed', {
    path: ['until'],
    error: 'estates.contract_dates_reversed',
  })
  .refine((term) => findTermFault(term) !== 'estates.contract_too_long', {
    path: ['until'],
    error: 'estates.contract_too_long',
  })
  .refine(({ companyId, companyName }) => companyId !== undefined || companyName !== undefined, {
    path: ['companyName'],
    error: 'estates.no_company',
  })
export type ContractForm = z.infer<typeof ContractForm>

export const ContractRemoval = z.strictObject({ contractId: id() })
export const Ending = z.strictObject({ contractId: id(), until: day() })

export type Company = { id: string; name: string }

export type CompanyLookup = (typed: string) => Company | undefined

/** Finds the member that somebody means who types its name; none where two members share the name. */
export function createCompanyLookup(companies: readonly Company[]): CompanyLookup {
  const byName = Map.groupBy(companies, ({ name }) => toCanonical(name))
  return (typed) => {
    const [company, another] = byName.get(toCanonical(typed)) ?? []
    return another ? undefined : company
  }
}
