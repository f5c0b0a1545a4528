/** A Bilin with a large alliance in it, made once for all tests of a file. */
import { test as base } from 'vitest'
import { freshDatabase } from '../database.ts'
import { openWorld, type World } from '../world.ts'
import { insertLargeAlliance, seats, slug } from './alliance.ts'

/** Three pages of the shortest kind, the last of them not full. */
export const ESTATES = 130

export const test = base.extend('large', { scope: 'file' }, async ({}, { onCleanup }): Promise<World> => {
  const database = await freshDatabase({ story: true })
  const world = await openWorld(database)
  onCleanup(async () => {
    await world.close()
    await database.drop()
  })
  const client = await world.beyond.connect()
  await insertLargeAlliance(world, client, ESTATES).finally(() => client.release())
  return world
})

/** The clock stands after the results are published, before the responses end. */
export const within = async (world: World, who: keyof typeof seats) =>
  world.as(seats[who]).at(slug, { clock: new Date('2026-08-20T10:00:00+08:00') })

/** The ids of all rows of a list, page by page as a reader turns them. */
export async function turn(
  read: (after: string | undefined) => Promise<{ ids: readonly string[]; next: string | null }>,
): Promise<(readonly string[])[]> {
  const pages: (readonly string[])[] = []
  let after: string | undefined
  do {
    const { ids, next } = await read(after)
    pages.push(ids)
    after = next ?? undefined
  } while (after && pages.length < 1000)
  return pages
}
