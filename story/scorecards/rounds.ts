/** One round: planned, visited and submitted, each step by the people responsible for it. */
import type { Finding } from '@bilin/domain/scorecards/visits/finding'
import type { Mark } from '@bilin/domain/scorecards/rubrics/mark'
import type { Marks } from '@bilin/domain/scorecards/visits/marks'
import { withoutSourced } from '@bilin/domain/scorecards/rubrics/sourced'
import { template } from '@bilin/domain/scorecards/rubrics/template'
import type { Story } from '../load.ts'
import type { StoryFinding } from './findings.ts'
import { asCounted, listMarks } from './simulation.ts'

export type Chapter = {
  alliance: string
  coordinator: string
  slug: string
  title: string
  /** How many rounds came before: estates get better. */
  number: number
  plannedOn: string
  opensOn: string
  closesOn: string
  responseUntil: string
  perEstate: number
  found: Record<string, StoryFinding[]>
}

/** What reviewers mark. */
const seen = withoutSourced(template)

type Planned = { id: string; estate: string; reviewerTitle: string }

export async function planRound({ as }: Story, chapter: Chapter, rubricId: string) {
  const { alliance, slug, title, opensOn, closesOn, responseUntil, perEstate } = chapter
  const { scorecards } = as(chapter.coordinator, alliance, chapter.plannedOn)
  const { roundId } = await scorecards.rounds.plan({ slug, title, rubricId, opensOn, closesOn, responseUntil })
  // With one visit per estate the graph cannot be connected, and nothing needs to be compared.
  await scorecards.rota.proposeVisits({ roundId, perEstate, unlinked: perEstate === 1 })
  await as(chapter.coordinator, alliance, opensOn).scorecards.rounds.open({ roundId, seen: 'planning' })
  return { roundId, visits: await scorecards.rounds.visits({ slug }) }
}

/** Visits made on consecutive days, four people at a time. */
export async function makeVisits(story: Story, chapter: Chapter, visits: readonly Planned[], days: readonly string[]) {
  const turns = visits.map((visit, at) => ({
    visit,
    day: days[Math.floor((at * days.length) / visits.length)]!,
  }))
  const findings = sharedOut(chapter.found, visits)
  for (let at = 0; at < turns.length; at += 4)
    await Promise.all(
      turns
        .slice(at, at + 4)
        .map(({ visit, day }) => makeVisit(story, chapter, visit, findings.get(visit.id) ?? [], day)),
    )
}

async function makeVisit({ as }: Story, chapter: Chapter, visit: Planned, findings: Finding[], day: string) {
  const { estate, reviewerTitle } = visit
  const marks = marked(listMarks(seen, estate, reviewerTitle, chapter.number), findings)
  await as(reviewerTitle, chapter.alliance, day).scorecards.visits.submit({
    visitId: visit.id,
    revision: 0,
    marks: asCounted(seen, marks, estate, reviewerTitle, chapter.slug),
    findings,
  })
}

/** An indicator with a finding gets no good mark from the same reviewer. */
function marked(marks: Marks, findings: readonly Finding[]): Record<string, Mark | null> {
  const most = { S1: 1, S2: 2, S3: 3, S4: 4 } as const
  const held = findings.map(({ indicator, severity }) => [
    indicator,
    Math.min(marks[indicator] ?? 5, most[severity]) as Mark,
  ])
  return { ...marks, ...Object.fromEntries(held) }
}

function sharedOut(found: Record<string, StoryFinding[]>, visits: readonly Planned[]): Map<string, Finding[]> {
  const shared = new Map<string, Finding[]>()
  for (const [estate, findings] of Object.entries(found)) {
    const reviewers = visits.filter((visit) => visit.estate === estate)
    findings.forEach(({ seenBy = 1, ...finding }, first) => {
      for (let seen = 0; seen < Math.min(seenBy, reviewers.length); seen++) {
        const { id } = reviewers[(first + seen) % reviewers.length]!
        shared.set(id, [...(shared.get(id) ?? []), finding])
      }
    })
  }
  return shared
}
