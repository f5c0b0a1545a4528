/**
 * Random sequences of sharing, withdrawing, joining, leaving and waiting. After every step, what each person sees is compared
 * with a model. `npm run prove` runs more; a failure prints its seed and the shortest failing sequence.
 */
import fc from 'fast-check'
import { expect } from 'vitest'
import { dropPromise } from '../support/promises.ts'
import { test, type World } from '../support/world.ts'
import { newModel, viewers, type Step, type Thing } from './fuzz/model.ts'
import { look, play, resetWorld, thingsIn } from './fuzz/players.ts'

const RUNS = 60 * Number(process.env['BILIN_PROVE'] ?? 1)

const thing = fc.nat(5)
const community = fc.constantFrom('sanqiao' as const, 'erqiao' as const)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('share' as const), thing, days: fc.option(fc.nat(4)) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('withdraw' as const), thing }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('leave' as const), community }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 3 }) }),
  },
)

const sequence = (world: World, things: Thing[]) =>
  fc.asyncProperty(
    fc.array(step, { minLength: 4, maxLength: 12 }),
    fc.infiniteStream(fc.nat(viewers.length - 1)),
    async (steps, eyes) => {
      await resetWorld(world, things)
      const model = newModel(things)
      for (const one of steps) {
        // Before the model applies it, because the world acts on the day of the step.
        const done = await play(world, things, model, one)
        expect(done, `${one.do} happened`).toBe(model.take(one))
        const viewer = viewers[eyes.next().value as number]!
        const wanted = model.mayEnter(viewer)
          ? { listed: ids(model.listed(viewer)), readable: ids(model.readable(viewer)) }
          : 'refused'
        expect(await look(world, things, model, viewer), `${viewer.title} at ${viewer.at}`).toEqual(wanted)
      }
    },
  )

const ids = (things: Thing[]) => things.map(({ id }) => id).sort()

test('what is shared is seen by whom and for as long as it was shared', { timeout: 900_000 }, async ({ world }) => {
  await fc.assert(sequence(world, await thingsIn(world)), { numRuns: RUNS })
})

test.for([
  ['listed_estate', 'visible_until_withdrawn'],
  ['shared_practice', 'visible_until_withdrawn'],
  ['listed_estate', 'the policy itself'],
] as const)('a guard taken away is noticed: %s, %s', async ([table, promise], { world }) => {
  const things = await thingsIn(world)
  if (promise === 'visible_until_withdrawn') await dropPromise(world.beyond, table, promise)
  else await world.beyond.query(`alter policy visible_in_current_tenant on ${table} using (true)`)
  const { failed } = await fc.check(sequence(world, things), { numRuns: 200, endOnFailure: true, seed: 7 })
  expect(failed).toBe(true)
})
