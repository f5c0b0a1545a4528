/** Takes the model's steps in a real Bilin, and reads what is then visible. */
import { toErrorBody } from '@bilin/api/errors'
import { byPolicyAlone } from '../../support/policyAlone.ts'
import { sessionOf } from '../../support/sessions.ts'
import type { World } from '../../support/world.ts'
import type { Model, Step, Thing, Viewer } from './model.ts'

const START = Date.UTC(2027, 0, 4, 2)
const DAY = 86_400_000
const clockOf = (day: number) => new Date(START + day * DAY)
const dayOf = (day: number) => clockOf(day).toISOString().slice(0, 10)
const secretaries = { sanqiao: '三桥社区书记', erqiao: '二桥社区书记' }

/** Two estates and a practice of each community. */
export async function thingsIn(world: World): Promise<Thing[]> {
  const things: Thing[] = []
  for (const community of ['sanqiao', 'erqiao'] as const) {
    const secretary = await world.as(secretaries[community]).at(community)
    for (const name of ['门栋苑（示例）', '楼道苑（示例）']) {
      const { id } = await secretary.estates.add({ name, kind: 'commercial', households: 10, buildings: 1 })
      things.push({ id, of: community, what: 'estate' })
    }
    const { id } = await secretary.practices.write({
      title: '门栋议事（示例）',
      problem: '样例',
      steps: '样例',
      cost: '样例',
      result: '样例',
      place: '样例',
      indicators: [],
    })
    things.push({ id, of: community, what: 'practice' })
  }
  return things
}

/** Resets: withdraws everything, and makes everybody a member again. */
export async function resetWorld({ beyond }: World, things: Thing[]): Promise<void> {
  const ids = things.map(({ id }) => id)
  await beyond.query('delete from listed_estate where estate_id = any ($1)', [ids])
  await beyond.query('delete from shared_practice where practice_id = any ($1)', [ids])
  await beyond.query('delete from practice_publication where practice_id = any ($1)', [ids])
  await beyond.query('update membership set ended_at = null')
  await beyond.query('select app.copy_names()')
}

/** True when it was done, false when it was refused; anything else is a bug and thrown. */
export async function play(world: World, things: Thing[], model: Model, step: Step): Promise<boolean> {
  try {
    await playOut(world, things, model, step)
    return true
  } catch (error) {
    if (toErrorBody(error).status >= 500) throw error
    return false
  }
}

async function playOut(world: World, things: Thing[], model: Model, step: Step): Promise<void> {
  if (step.do === 'wait') return
  if (step.do === 'leave' || step.do === 'join') {
    const operator = await world.operator()
    const pair = { allianceId: await idOf(world, 'bilin'), memberId: await idOf(world, step.community) }
    return step.do === 'leave' ? operator.operator.endMember(pair) : operator.operator.addMember(pair)
  }
  const { id, of, what } = things[step.thing]!
  const own = await world.as(secretaries[of]).at(of, { clock: clockOf(model.today()) })
  const until = step.do === 'share' && step.days !== null ? dayOf(model.today() + step.days) : undefined
  if (what === 'estate') {
    const { rows } = await world.beyond.query<{ revision: number }>('select revision from estate where id = $1', [id])
    if (step.do === 'share')
      await own.estates.list({ alliance: 'bilin', seen: { [id]: rows[0]!.revision }, purpose: '样例', until })
    else await own.estates.unlist({ alliance: 'bilin', ids: [id] })
    return
  }
  const { rows } = await world.beyond.query<{ version: number }>(
    'select coalesce(max(version), 0) as version from practice_publication where practice_id = $1',
    [id],
  )
  const seen = { practiceId: id, alliance: 'bilin', version: rows[0]!.version }
  if (step.do === 'share') await own.practices.publish({ ...seen, revision: 1, purpose: '样例', until })
  else await own.practices.withdraw(seen)
}

export type Sight = { listed: string[]; readable: string[] } | 'refused'

/** What the viewer reads by the pages' procedures, and directly from the tables. */
export async function look(world: World, things: Thing[], model: Model, viewer: Viewer): Promise<Sight> {
  const clock = clockOf(model.today())
  const known = new Set(things.map(({ id }) => id))
  try {
    const here = await world.as(viewer.title).at(viewer.at, { clock })
    const asker = { session: await sessionOf(world.beyond, viewer.title), tenant: viewer.at, clock }
    const readable = await byPolicyAlone(world.bilin.pool, asker, async (db) => [
      ...(await db.selectFrom('listedEstate').select('estateId as id').execute()),
      ...(await db.selectFrom('sharedPractice').select('practiceId as id').distinct().execute()),
    ])
    const { rows } = await here.estates.listed({})
    const listedIds = await estateIdsOf(
      world,
      rows.map(({ id }) => id),
    )
    const { practices } = await here.practices.found({ sort: 'newest' })
    const listed = [...listedIds, ...practices.map(({ practiceId }) => practiceId)]
    const ours = (ids: string[]) => ids.filter((id) => known.has(id)).sort()
    return { listed: ours(listed), readable: ours(readable.map(({ id }) => id)) }
  } catch (error) {
    if (toErrorBody(error).code === 'tenants.not_found') return 'refused'
    throw error
  }
}

async function estateIdsOf({ beyond }: World, listedIds: string[]): Promise<string[]> {
  const { rows } = await beyond.query<{ id: string }>('select estate_id as id from listed_estate where id = any ($1)', [
    listedIds,
  ])
  return rows.map(({ id }) => id)
}

const idOf = async ({ beyond }: World, slug: string) =>
  (await beyond.query<{ id: string }>('select id from tenant where slug = $1', [slug])).rows[0]!.id
