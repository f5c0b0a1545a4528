/** The status of a finding 办理情况, in the order in which it is worked on. */
export const findingStatuses = ['unanswered', 'undecided', 'accepted', 'silent', 'stands', 'struck'] as const
export type FindingStatus = (typeof findingStatuses)[number]
