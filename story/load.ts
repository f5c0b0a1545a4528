/**
 * The story of the demo, tests and screenshots, created once through the procedures that its people would use.
 * Only the clock is pretended. Whatever is not in the report that the story follows has （示例） in its name.
 */
import { hashSecret, openBilin, type Bilin, type Caller } from '@bilin/api/bilin'
import { createPractices } from './practices.ts'
import { createEstates } from './estates.ts'
import { createProjects } from './projects.ts'
import { createScorecards } from './scorecards.ts'
import { createRegistry, type Registry } from './registry.ts'

export type Addresses = { app: string; session: string }

/** `as` returns procedures for a person, named by their seat's title, in a tenant and on a day. */
export type Story = {
  registry: Registry
  as: (title: string, tenant: string, day?: string) => Caller
  /** As a resident without a seat. */
  answerSurvey: (place: Parameters<Bilin['answerSurvey']>[0], typed: unknown, day: string) => Promise<void>
}

export async function loadStory(urls: Addresses): Promise<void> {
  const bilin = openBilin({ ...urls, max: 4 })
  try {
    const registry = await createRegistry(bilin)
    const as: Story['as'] = (title, tenant, day) => {
      const session = registry.sessions.get(title)
      if (!session) throw new Error(`nobody in the story is ${title}`)
      return bilin.caller({
        session: hashSecret(session),
        tenant,
        seatId: null,
        locale: 'zh-CN',
        requestId: 'story',
        clock: day ? toMorning(day) : null,
      })
    }
    const answerSurvey: Story['answerSurvey'] = (place, typed, day) => bilin.answerSurvey(place, typed, toMorning(day))
    for (const chapter of chapters) await chapter({ registry, as, answerSurvey })
    for (const session of registry.sessions.values()) await bilin.sessions.end(session)
  } finally {
    await bilin.close()
  }
}

const toMorning = (day: string) => new Date(`${day}T10:00:00+08:00`)

/** In the order in which they depend on each other: a round measures what was adopted before it. */
const chapters: ((story: Story) => Promise<void>)[] = [createEstates, createPractices, createScorecards, createProjects]
