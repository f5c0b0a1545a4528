/** The status of a finding 办理情况, in the order in which it is worked on. */
export const findingStatuses = [
  'unanswered',
  'undecided',
  'accepted',
  'silent',
  'stands',
  'veto_lifted',
  'struck',
] as const
export type FindingStatus = (typeof findingStatuses)[number]

/** What a decision makes of a finding; `veto_lifted`: the finding stands, the veto that it names does not. */
export const decidedStatuses = ['stands', 'veto_lifted', 'struck'] as const satisfies readonly FindingStatus[]
export type DecidedStatus = (typeof decidedStatuses)[number]

/** `over`: the time to respond has ended. */
export type Answered = { disputes: boolean | null; upheld: boolean | null; liftsVeto?: boolean | null; over?: boolean }

export function toFindingStatus({ disputes, over, ...decision }: Answered): FindingStatus {
  const decided = toDecidedStatus(decision)
  if (decided) return decided
  if (disputes === null) return over ? 'silent' : 'unanswered'
  return disputes ? 'undecided' : 'accepted'
}

/** The columns of a decision on a finding. */
export const toDecision = (status: DecidedStatus) => ({
  upheld: status === 'struck',
  liftsVeto: status === 'veto_lifted',
})

/** The other way round; `upheld` is null before there is a decision. */
export function toDecidedStatus(decision: {
  upheld: boolean | null
  liftsVeto?: boolean | null
}): DecidedStatus | null {
  if (decision.upheld === null) return null
  if (decision.upheld) return 'struck'
  return decision.liftsVeto ? 'veto_lifted' : 'stands'
}
