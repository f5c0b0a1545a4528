/** A round of all ten estates of the story's alliance, planned by its coordinator. */
import { defaults } from '@bilin/domain/scorecards/rota/settings'
import type { World } from '../../../support/world.ts'
import { coordinatorOf } from '../round.ts'

export const slug = '2027-spring'
export const days = { opensOn: '2026-12-01', closesOn: '2026-12-18', responseUntil: '2027-01-08' }
export const before = new Date('2026-11-25T10:00:00+08:00')
export const during = new Date('2026-12-03T10:00:00+08:00')

export async function ten(world: World) {
  const coordinator = await coordinatorOf(world, before)
  const rubricId = (await coordinator.rubrics.list())[0]!.id
  const { roundId } = await coordinator.rounds.plan({ slug, title: '春季互评', rubricId, ...days })
  const people = await coordinator.rota.reviewers()
  const seat = (title: string) => people.find((known) => known.title === title)!
  return {
    coordinator,
    roundId,
    seat,
    plan: (asked: { after?: string } = {}) => coordinator.rota.plan({ slug, ...asked }),
  }
}

export async function taken(world: World) {
  const round = await ten(world)
  await round.coordinator.rota.propose({ roundId: round.roundId, ...defaults })
  await round.coordinator.rota.accept({ roundId: round.roundId })
  return round
}

/** Estates listed by Erqiao and served by Longxin, inserted directly, because creating them one by one takes long. */
export async function manyMore(world: World, roundId: string) {
  await world.beyond.query(
    `with listed as (
       insert into listed_estate (tenant_id, author_tenant_id, estate_id, name, kind, households, buildings, company_id, company_name, purpose)
       select tenant_id, author_tenant_id, gen_random_uuid(), '示例大院' || n, kind, 100, 1, company_id, company_name, '示例'
         from listed_estate, generate_series(1, 400) n where name = '龙馨园' returning *)
     insert into round_estate (tenant_id, author_tenant_id, round_id, estate_id, name, kind, households, community_id, community_name, company_id, company_name)
     select l.tenant_id, l.tenant_id, $1, l.id, l.name, l.kind, 100, r.community_id, r.community_name, r.company_id, r.company_name
       from listed l, round_estate r where r.round_id = $1 and r.name = '龙馨园'`,
    [roundId],
  )
}
