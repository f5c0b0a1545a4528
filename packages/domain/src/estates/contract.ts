/**
 * Service contracts: which property company 物业公司 serves a compound, and from when until when.
 *
 * Units    days are ISO dates, both included; `until` open means until further notice.
 * Shapes   a company is chosen from the alliance's members or written in words; its name is kept either way.
 *          Two contracts of one compound share no day.
 * Refusals estates.contract_dates_reversed, estates.no_company; the overlap is refused where the other contract is known.
 */
import { z } from 'zod'
import type { Day } from '../calendar.ts'
import { day, id, line, optional } from '../fields.ts'

const spans = <T extends { since: string; until?: string | undefined }>({ since, until }: T) =>
  !until || since <= until
const reversed = { path: ['until'], error: 'estates.contract_dates_reversed' }

export const ContractForm = z
  .strictObject({
    estateId: id(),
    companyId: optional(id()),
    companyName: optional(line(60)),
    since: day(),
    until: optional(day()),
  })
  .refine(spans, reversed)
  .refine(({ companyId, companyName }) => companyId !== undefined || companyName !== undefined, {
    path: ['companyName'],
    error: 'estates.no_company',
  })
export type ContractForm = z.infer<typeof ContractForm>

export const Ending = z.strictObject({ contractId: id(), until: day() })

export type Contract = {
  id: string
  companyId: string | null
  companyName: string
  since: Day
  until: Day | null
}
type Span = Pick<Contract, 'since' | 'until'>

export const covers = ({ since, until }: Span, today: Day): boolean =>
  since <= today && (until === null || until >= today)

/** The contract of a day; none when nobody serves the compound then. */
export const currentOf = <T extends Span>(contracts: readonly T[], today: Day): T | undefined =>
  contracts.find((contract) => covers(contract, today))

/** The one to show where there is room for one: today's, else the next, else the last. */
export function foremost<T extends Span>(contracts: readonly T[], today: Day): T | undefined {
  const inOrder = contracts.toSorted((a, b) => (a.since < b.since ? -1 : 1))
  return currentOf(inOrder, today) ?? inOrder.find(({ since }) => since > today) ?? inOrder.at(-1)
}

/** The contract that a new span would run into. */
export const overlapped = <T extends Span>(contracts: readonly T[], span: Span): T | undefined =>
  contracts.find(
    (other) =>
      (span.until === null || other.since <= span.until) &&
      (other.until === null || span.since <= other.until),
  )
