/** The story, with markers in the victims' rows, and the people who call procedures. */
import type { createCaller } from '@bilin/api/router'
import { areStarsKnown } from '@bilin/domain/scorecards/results/whatIf'
import pg from 'pg'
import { freshDatabase } from '../../support/database.ts'
import { openWorld, type World } from '../../support/world.ts'
import { listSignedIn, type SignedIn } from '../../support/sessions.ts'
import { inProcess } from './callers.ts'
import { inputFor, referencesIn } from './inputs.ts'
import { compare, NOBODYS, proceduresOf, type AnyProcedures, type Asker } from './procedures.ts'
import { markVictims, poolOf, type Pool, type Victim } from './victims.ts'

export type Ground = Awaited<ReturnType<typeof openGround>>

const places = [
  { name: 'secretary at home', title: '三桥社区书记', own: 'sanqiao', at: 'sanqiao' },
  { name: 'secretary in the alliance', title: '三桥社区书记', own: 'sanqiao', at: 'bilin' },
  { name: 'company in the alliance', title: '万科小区物业经理', own: 'anhe', at: 'bilin' },
  { name: 'coordinator', title: '联盟协调员', own: 'bilin', at: 'bilin' },
]

export async function openGround() {
  const database = await freshDatabase({ story: true })
  const world = await openWorld(database)
  const beyond = new pg.Client({ connectionString: database.url('postgres') })
  await beyond.connect()
  const people = await listSignedIn(beyond)
  await storeFairness(world)
  const pools = new Map<string, Pool>()
  for (const { name, own, at } of places) pools.set(name, await poolOf(beyond, [at, own], at))
  await beyond.query('begin')
  const victims = await markVictims(beyond)
  await beyond.query('commit')

  const person = (title: string) => people.find(({ name }) => name === title)!
  return {
    world,
    beyond,
    people,
    person,
    alliance: victims[0]!,
    neighbour: victims[1]!,
    victims,
    /** Everybody who asks, in process, by the procedures that `make` makes callable. */
    askers: (make: unknown): Asker[] =>
      places.map(({ name, title, at }) => ({
        name,
        own: pools.get(name)!,
        call: inProcess(make as typeof createCaller, world.bilin, person(title), at),
      })),
    /** The differences between the answers for another tenant's address and for one that does not exist. */
    async differenceAt(make: unknown, router: AnyProcedures, victim: Victim, asker: SignedIn | null, only?: string) {
      const found: string[] = []
      const [theirs, nobodys] = [victim.home, NOBODYS].map((at) =>
        inProcess(make as typeof createCaller, world.bilin, asker, at),
      )
      for (const { path, schema } of proceduresOf(router)) {
        if (only && path !== only) continue
        const input =
          schema && inputFor(schema, ({ as }) => (as === 'uuid' ? victim.ids.get('estate')![0]! : victim.home))?.input
        const says = compare(await theirs!(path, input), await nobodys!(path, input), victim)
        if (says) found.push(`${path}: ${says}`)
      }
      return found
    },
    async close() {
      await beyond.end()
      await world.close()
      await database.drop()
    },
  }
}

/** Stored for all who ask later: what they compute themselves is rolled back, and would be computed again each time. */
async function storeFairness(world: World) {
  const coordinator = await world.as('联盟协调员').at('bilin')
  for (const { slug, stage } of await coordinator.scorecards.rounds.list())
    if (areStarsKnown(stage)) await coordinator.scorecards.results.fairness({ slug })
}

/** Queries that are asked for something by its id or its address. */
export const askingFor = (router: AnyProcedures) =>
  proceduresOf(router).filter(({ type, schema }) => type === 'query' && schema && referencesIn(schema).length > 0)
