/** What waits for somebody, as lines that are each one tap from doing it. */
import type { Caller } from '@bilin/api/bilin'
import { m } from '@bilin/i18n'

type Waiting = {
  projects: Awaited<ReturnType<Caller['projects']['waiting']>>
  practices: Awaited<ReturnType<Caller['practices']['waiting']>>
  scorecards: Awaited<ReturnType<Caller['scorecards']['waiting']>>
}
export type ErrandKind =
  | 'task'
  | 'proposal'
  | 'project_step'
  | 'sharing_ends'
  | 'contract_ends'
  | 'message'
  | 'visit'
  | 'response'
  | 'decide'
  | 'improve'
  | 'round_step'

export type Errand = {
  key: string
  kind: ErrandKind
  title: string
  /** Where it is, when that is not the tenant looked at. */
  place: string
  href: string
  due: string | null
  late: boolean
}

/** What changes the rest comes before it, then the soonest; what has no day comes last. */
export const inOrder = (errands: readonly Errand[]): Errand[] =>
  errands.toSorted((a, b) => turnOf(a).localeCompare(turnOf(b)))

const turnOf = ({ kind, due }: Errand) => (kind === 'message' ? '' : (due ?? '9999'))

const saysWords: Record<Waiting['scorecards']['messages'][number]['says'], () => string> = {
  planned: () => m['scorecards.messages.home.planned'](),
  changed: () => m['scorecards.messages.home.changed'](),
  noted: () => m['scorecards.messages.home.noted'](),
  cancelled: () => m['scorecards.messages.home.cancelled'](),
}

export function projectErrands(
  { today, tasks, proposals, steps }: Waiting['projects'],
  slug: string,
  place: string,
): Errand[] {
  const at = (project: string) => `/${slug}/projects/${project}`
  return [
    ...tasks.map((task) => ({
      key: task.id,
      kind: 'task' as const,
      title: task.title,
      place: `${place} · ${task.project}`,
      href: `${at(task.slug)}#task-${task.id}`,
      due: task.dueOn,
      late: task.dueOn < today,
    })),
    ...proposals.map(({ id, slug: project, title }) => ({
      key: id,
      kind: 'proposal' as const,
      title,
      place,
      href: at(project),
      due: null,
      late: false,
    })),
    ...steps.map(({ id, slug: project, title, untilDay }) => ({
      key: `step-${id}`,
      kind: 'project_step' as const,
      title,
      place,
      href: at(project),
      due: untilDay,
      late: untilDay < today,
    })),
  ]
}

export const sharingErrands = ({ ending }: Waiting['practices'], slug: string): Errand[] =>
  ending.map(({ practiceId, title, allianceName, until }) => ({
    key: `sharing-${practiceId}`,
    kind: 'sharing_ends',
    title,
    place: allianceName ?? '',
    href: `/${slug}/practices/${practiceId}`,
    due: until,
    late: false,
  }))

export function scorecardErrands(
  { today, messages, visits, responses, improvements, decisions, rounds }: Waiting['scorecards'],
  slug: string,
  place: string,
): Errand[] {
  const at = (round: string) => `/${slug}/scorecards/${round}`
  return [
    ...messages.map(({ id, slug: round, round: title, says, firstOn }) => ({
      key: id,
      kind: 'message' as const,
      title: saysWords[says](),
      place: [place, title].filter(Boolean).join(' · '),
      href: `${at(round)}/visits`,
      due: firstOn,
      late: false,
    })),
    ...visits.map(({ id, slug: round, estate, round: title, plannedOn, closesOn }) => ({
      key: id,
      kind: 'visit' as const,
      title: estate,
      place: [place, title].filter(Boolean).join(' · '),
      href: `${at(round)}/visits/${id}`,
      due: plannedOn ?? closesOn,
      late: closesOn < today,
    })),
    ...responses.map(({ slug: round, title, responseUntil, count }) => ({
      key: round,
      kind: 'response' as const,
      title: count > 0 ? m['home.findings']({ count }) : m['home.marks_put'](),
      place: [place, title].filter(Boolean).join(' · '),
      href: `${at(round)}/findings`,
      due: responseUntil,
      late: false,
    })),
    ...improvements.map(({ id, what, until, slug: round, title }) => ({
      key: id,
      kind: 'improve' as const,
      title: what,
      place: [place, title].filter(Boolean).join(' · '),
      href: `${at(round)}/improvements#improvement-${id}`,
      due: until,
      late: until < today,
    })),
    ...decisions.map(({ slug: round, title, count }) => ({
      key: round,
      kind: 'decide' as const,
      title: m['home.responses']({ count }),
      place: title,
      href: `${at(round)}/findings`,
      due: null,
      late: false,
    })),
    ...rounds.map(({ slug: round, title }) => ({
      key: round,
      kind: 'round_step' as const,
      title,
      place,
      href: at(round),
      due: null,
      late: false,
    })),
  ]
}
