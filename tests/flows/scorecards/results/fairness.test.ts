import { expect } from 'vitest'
import { test, type World } from '../../../support/world.ts'
import { afterwards, at, coordinatorOf, published, slug } from '../round.ts'

const stored = async (world: World) =>
  (await world.beyond.query<{ basis: string; outcome: { stars: Record<string, number> } }>('select * from fairness'))
    .rows

/** Makes the stored outcome recognisable. */
const retouch = (world: World) =>
  world.beyond.query(
    `update fairness set outcome = outcome || jsonb_build_object(
       'favour', '{"favour":42,"low":41,"high":43,"near":8,"others":8}'::jsonb,
       'reciprocity', jsonb_build_array(jsonb_build_object('points', 9.5, 'marks', 4, 'companies',
         (select jsonb_agg(company_id) from (select distinct company_id, company_name from round_estate
            where round_id = fairness.round_id and company_name <> '' order by company_name limit 2) two))))`,
  )

test('the fairness is computed once and read from then on, until a decision changes the marks', async ({ world }) => {
  const { roundId, estateId } = await published(world)
  const coordinator = await coordinatorOf(world, afterwards)
  const look = async () => (await coordinator.results.fairness({ slug })).favour
  const first = await look()
  await retouch(world)
  expect(await look()).toMatchObject({ favour: 42 })
  // Of two companies that may favour each other the names and nothing of a person.
  const { reciprocity } = await coordinator.results.fairness({ slug })
  expect(reciprocity).toEqual([{ companies: ['安和物业（示例）', '龙馨物业（示例）'], points: 9.5, marks: 4 }])

  const [before] = await stored(world)
  await coordinator.results.correct({
    roundId,
    version: 1,
    reason: '门岗不归物业管。',
    exclusions: [{ estateId: estateId('万科小区'), indicator: 'A1', excluded: true }],
  })
  expect(await look()).toEqual(first)
  const after = await stored(world)
  expect(after).toHaveLength(1)
  expect(after[0]!.basis).not.toBe(before!.basis)

  // What another version of Bilin stored in a form that is not ours is computed anew.
  await world.beyond.query(`update fairness set outcome = '{"favour": 1}'`)
  expect(await look()).toEqual(first)
})

test('several who look for the first time at once cause one computation', async ({ world }) => {
  await published(world)
  await world.beyond.query(`
    create table computation (at timestamptz);
    create function count_computation() returns trigger language plpgsql security definer as
      'begin insert into computation values (now()); return new; end';
    create trigger counted after insert or update on fairness for each row execute function count_computation()`)
  const coordinator = await coordinatorOf(world, afterwards)
  const computed = async () => (await world.beyond.query('select from computation')).rowCount
  const [one, ...others] = await Promise.all([1, 2, 3].map(() => coordinator.results.fairness({ slug })))
  for (const other of others) expect(other).toEqual(one)
  expect(await computed()).toBe(1)
  // The control: the count sees a second computation.
  await world.beyond.query('delete from fairness')
  await coordinator.results.fairness({ slug })
  expect(await computed()).toBe(2)
})

test('its stars are the published ones, also after marks, findings and exclusions were decided on', async ({
  world,
}) => {
  const { roundId, estateId } = await published(world)
  const coordinator = await coordinatorOf(world, afterwards)
  const compare = async () => {
    await coordinator.results.fairness({ slug })
    const { results } = await coordinator.results.list({ slug })
    const stars = Object.fromEntries(results.map((result) => [result.estateId, result.stars]))
    expect((await stored(world))[0]!.outcome.stars).toEqual(stars)
    return stars
  }
  const before = await compare()
  const { marks } = await (
    await at(world, '万科小区物业经理', afterwards)
  ).findings.disclosedMarks({
    slug,
    estateId: estateId('万科小区'),
  })
  await coordinator.results.correct({
    roundId,
    version: 1,
    reason: '复查后全部改为差。',
    marks: marks.map(({ id }) => ({ markId: id, mark: 1 })),
  })
  expect(await compare()).not.toEqual(before)
})

test('visits and reviewers to leave out are found by parts of their names, and all are counted', async ({ world }) => {
  const coordinator = await coordinatorOf(world)
  const find = async (search?: string) =>
    (await coordinator.results.fairness({ slug: '2026-summer', ...(search && { search }) })).choices
  const all = await find()
  expect(all.visits.rows).toHaveLength(Math.min(all.visits.found, 100))
  const parts = await Promise.all(['书记', '经理', '社工', '主任', '干部'].map(find))
  const titles = new Set([all, ...parts].flatMap(({ reviewers }) => reviewers.rows.map(({ title }) => title)))
  expect(all.reviewers.found).toBe(titles.size)
  const { estate, reviewer } = all.visits.rows[0]!
  const both = await find(`${estate.slice(0, 2)} ${reviewer}`)
  expect(both.visits.rows).toContainEqual(all.visits.rows[0])
  expect(both.visits.found).toBeLessThan(all.visits.found)
  expect(new Set(both.visits.rows.map((row) => row.reviewer))).toEqual(new Set([reviewer]))
  expect(await find('没有这个名字')).toMatchObject({
    visits: { rows: [], found: 0 },
    reviewers: { rows: [], found: 0 },
  })
})
