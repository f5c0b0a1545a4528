/**
 * Terms: from which day until which a contract holds. For pages too: it loads no rules of typing.
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

export const covers = ({ since, until }: Span, today: Day): boolean =>
  since <= today && (until === null || until >= today)

/** The contract of a day; none when nobody serves the estate then. */
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
      (span.until === null || other.since <= span.until) && (other.until === null || span.since <= other.until),
  )
