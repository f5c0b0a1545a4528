/**
 * Terms: from which day until which a contract holds. Has no zod schemas, so that pages stay small.
 *
 * Units    days are ISO dates, both included; `until` open means until further notice.
 * Shapes   two contracts of one estate share no day; the overlap is refused where the other contract is known.
 */
import type { Day } from '../calendar.ts'

export type Contract = {
  id: string
  companyId: string | null
  companyName: string
  since: Day
  until: Day | null
}
type Span = Pick<Contract, 'since' | 'until'>

/** Longer than any service contract: a mistyped year. */
export const MAX_CONTRACT_YEARS = 20

/** Why no contract has these days; null where one may. */
export function findTermFault({ since, until }: { since: Day; until?: Day | null | undefined }) {
  if (!until) return null
  if (until < since) return 'estates.contract_dates_reversed'
  const last = `${Number(since.slice(0, 4)) + MAX_CONTRACT_YEARS}${since.slice(4)}`
  return until > last ? 'estates.contract_too_long' : null
}

export const covers = ({ since, until }: Span, today: Day): boolean =>
  since <= today && (until === null || until >= today)

/** The contract of a day; undefined when no company serves the estate on it. */
export const findCurrentContract = <T extends Span>(contracts: readonly T[], today: Day): T | undefined =>
  contracts.find((contract) => covers(contract, today))

/** The contract to show as the estate's: today's, else the next one, else the last one. */
export function pickContractToShow<T extends Span>(contracts: readonly T[], today: Day): T | undefined {
  const inOrder = contracts.toSorted((a, b) => (a.since < b.since ? -1 : 1))
  return findCurrentContract(inOrder, today) ?? inOrder.find(({ since }) => since > today) ?? inOrder.at(-1)
}

/** The contract that a new term would overlap. */
export const findOverlap = <T extends Span>(contracts: readonly T[], span: Span): T | undefined =>
  contracts.find(
    (other) =>
      (span.until === null || other.since <= span.until) && (other.until === null || span.since <= other.until),
  )
