/**
 * The story of the demo, tests and screenshots, told once through the same doors and procedures its people use.
 * Only the clock is pretended. What is not in the report it follows carries （示例） in its name.
 */
import { openBilin, type Caller } from '@bilin/api/bilin'
import { createPractices } from './practices.ts'
import { createEstates } from './estates.ts'
import { createProjects } from './projects.ts'
import { createScorecards } from './scorecards.ts'
import { createRegistry, type Registry } from './registry.ts'

export type Addresses = { app: string; session: string }

/** Somebody by their seat's title, standing in a tenant on a day. */
export type Teller = { registry: Registry; as: (title: string, tenant: string, day?: string) => Caller }

export async function tell(urls: Addresses): Promise<void> {
  const bilin = openBilin({ ...urls, max: 4 })
  try {
    const registry = await createRegistry(bilin)
    const as: Teller['as'] = (title, tenant, day) => {
      const person = registry.people.get(title)
      if (!person) throw new Error(`nobody in the story is ${title}`)
      return bilin.caller({
        person: { ...person, operator: false },
        tenant,
        seatId: null,
        locale: 'zh-CN',
        requestId: 'story',
        clock: day ? new Date(`${day}T10:00:00+08:00`) : null,
      })
    }
    for (const chapter of chapters) await chapter({ registry, as })
  } finally {
    await bilin.close()
  }
}

/** Each as it happened, and what others lean on first: a round measures what was adopted before it. Each lives in a file of its own, named after its feature. */
const chapters: ((teller: Teller) => Promise<void>)[] = [
  createEstates,
  createPractices,
  createScorecards,
  createProjects,
]
