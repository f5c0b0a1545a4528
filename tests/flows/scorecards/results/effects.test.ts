import { effectVerdict } from '@bilin/domain/practices/verdict'
import { expect } from 'vitest'
import { test, type World } from '../../../support/world.ts'

const slug = '2026-summer'
const clock = new Date('2026-11-20T10:00:00+08:00')
const at = (world: World, title: string) => world.as(title).at('bilin', { clock })

async function responding(world: World) {
  const reader = await at(world, '联盟协调员')
  const { practices } = await reader.practices.found({ q: '10分钟应急' })
  return practices[0]!.practiceId
}
const effectsSeen = async (world: World, title: string, practiceId: string) =>
  (await (await at(world, title)).practices.shared({ practiceId })).effects
const lowestOf = async (world: World, title: string, estate: string) => {
  const { scorecards } = await at(world, title)
  const card = (await scorecards.results.list({ slug })).results.find(({ name }) => name.startsWith(estate))!
  return (await scorecards.improvements.weakest({ slug, estateId: card.estateId })).lines
}

test('in an alliance of ten it is too early to say, which every member reads with the numbers of compounds', async ({
  world,
}) => {
  const practiceId = await responding(world)
  const effects = await effectsSeen(world, '联盟协调员', practiceId)
  expect(effects).toMatchObject([
    { indicator: 'E4', round: slug, adopters: 3, others: 4, measurement: 0, points: null },
    { indicator: 'E5', round: slug, adopters: 3, others: 4, measurement: 0, points: null },
  ])
  expect(effects.map(effectVerdict)).toEqual(['too_little', 'too_little'])
  for (const title of ['三桥社区书记', '龙馨园物业经理', '国胜社区社工一'])
    expect(await effectsSeen(world, title, practiceId), title).toEqual(effects)
})

test('a card names what was measured first, beside the indicator', async ({ world }) => {
  const line = (await lowestOf(world, '和睦家园物业经理', '和睦家园')).find(({ indicator }) => indicator === 'E4')!
  expect(line.practices.length).toBeGreaterThan(1)
  expect(line.practices[0]).toMatchObject({
    title: '10分钟应急消防处置机制',
    effect: { adopters: 3, others: 4 },
  })
  expect(line.practices.slice(1).every(({ effect }) => effect === null)).toBe(true)
})

test('a practice that was taken back is on no card any more, and its effect with it', async ({ world }) => {
  const practiceId = await responding(world)
  const helping = async () =>
    (await lowestOf(world, '和睦家园物业经理', '和睦家园'))
      .flatMap(({ practices }) => practices)
      .some((practice) => practice.practiceId === practiceId)
  expect(await helping()).toBe(true)
  await (
    await world.as('三桥社区书记').at('sanqiao', { clock })
  ).practices.withdraw({ practiceId, alliance: 'bilin', version: 1 })
  expect(await helping()).toBe(false)
})

test('cohorts of earlier rounds are pooled when a round is published or corrected, and then it helps', async ({
  world,
}) => {
  const practiceId = await responding(world)
  await world.beyond.query(addEarlierCohort(practiceId))
  await correctMark(world, 1)
  const [fire, stairs] = await effectsSeen(world, '联盟协调员', practiceId)
  expect(fire).toMatchObject({ indicator: 'E4', adopters: 19, others: 20, measurement: 2, decisive: true })
  expect(effectVerdict(fire!)).toBe('more')
  expect(stairs).toMatchObject({ indicator: 'E5', adopters: 3, measurement: 0, points: null })
  // Three adopted in the second cohort, two of them in one community: by the averages it could work out the third.
  expect(fire!.adoptersBefore).toBeNull()
  const reader = await at(world, '三桥社区书记')
  expect((await reader.practices.found({ q: '10分钟应急' })).practices[0]!.helps).toEqual(['E4'])

  await correctMark(world, 2)
  const [corrected] = await effectsSeen(world, '联盟协调员', practiceId)
  expect(corrected!.points).not.toBe(fire!.points)
  expect(corrected!.measurement).toBe(2)
})

async function correctMark(world: World, version: number) {
  const { rows } = await world.beyond.query<{ id: string; round_id: string; mark: number }>(
    `select mark.id, mark.round_id, mark.mark from mark
       join round on round.id = mark.round_id and round.slug = $1
       join round_estate on round_estate.round_id = round.id and round_estate.estate_id = mark.estate_id
      where mark.indicator = 'E4' and round_estate.name like '永宁家园%' order by mark.id`,
    [slug],
  )
  const { id: markId, round_id: roundId, mark } = rows[version]!
  await (
    await at(world, '联盟协调员')
  ).scorecards.results.correct({
    roundId,
    version,
    reason: '复核消防设施台账，原评分有误',
    marks: [{ markId, mark: mark === 5 ? 1 : 5 }],
  })
}

/** Two rounds of 2025 with 32 estates of their own, half of which adopted the practice between them and rose by 20 points more. */
const addEarlierCohort = (practiceId: string) => `
  begin;
  set local session_replication_role = replica;
  create temporary table earlier on commit drop as
    select n as nth, gen_random_uuid() as id from generate_series(1, 2) n;
  create temporary table adopted on commit drop as
    select tenant_id, id from adoption where practice_id = '${practiceId}' limit 1;
  create temporary table place on commit drop as
    select n, gen_random_uuid() as id, gen_random_uuid() as company, gen_random_uuid() as community
      from generate_series(1, 32) n;
  insert into round
    select (jsonb_populate_record(round, jsonb_build_object('id', e.id, 'slug', '2025-' || e.nth, 'version', 1,
             'opens_on', '2025-0' || 3 * e.nth || '-01', 'closes_on', '2025-0' || 3 * e.nth || '-20'))).*
      from round, earlier e where slug = '${slug}' and tenant_id = (select tenant_id from adopted);
  insert into result_indicator
    select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'round_id', e.id, 'estate_id', p.id,
             'company_id', p.company, 'community_id', p.community, 'version', 1, 'disclosed', true,
             'percent', 50 + p.n % 7 + (e.nth - 1) * (p.n % 3 + 20 * (p.n % 2)), 'adjusted', null, 'low', null, 'high', null))).*
      from earlier e, place p, result_indicator r where r.id = (select r.id from result_indicator r
        join round on round.id = r.round_id and round.slug = '${slug}' where r.indicator = 'E4' and r.percent is not null
          and r.tenant_id = (select tenant_id from adopted) limit 1);
  insert into adoption
    select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'since', '2025-04-15',
             'listed_estate_id', p.id, 'author_tenant_id', p.community))).*
      from place p, adoption a
     where a.id = (select id from adopted) and p.n % 2 = 1;
  commit;`
