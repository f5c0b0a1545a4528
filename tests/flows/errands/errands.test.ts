import { errandSources } from '@bilin/api/errands'
import { errandSource, type ErrandKind } from '@bilin/api/rooms/errands/errandSource'
import { hasSentence } from '@bilin/i18n/say'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { freshDatabase, type FreshDatabase } from '../../support/database.ts'
import { openWorld, test, type World } from '../../support/world.ts'
import { homeOf, type Who } from './home.ts'
import { scenarios } from './scenarios.ts'

const kinds = errandSources.map(({ kind }) => kind)

test('every kind of errand that has words is registered by its feature, once', () => {
  expect(kinds.toSorted()).toEqual(Object.keys(scenarios).toSorted())
})

test('a kind without words in the messages does not compile', () => {
  // @ts-expect-error there is no message `projects.errand.nap`
  const unsaid = errandSource({ kind: 'projects.nap', concerns: () => true, list: () => Promise.resolve([]) })
  expect(hasSentence(`projects.errand.${unsaid.kind.split('.')[1]}`)).toBe(false)
  for (const [feature, what] of kinds.map((kind) => kind.split('.')))
    expect(hasSentence(`${feature}.errand.${what}`)).toBe(true)
})

/** Those of a round begin with a round of their own, which a world has room for once. */
const isOfARound = (kind: ErrandKind) => kind.startsWith('scorecards.') && kind !== 'scorecards.improvement'
const sentence =
  'an errand of the kind %s is on the home page of whom it concerns, of nobody else, and gone when it is done'

describe('in one world', () => {
  let world: World
  let database: FreshDatabase
  beforeAll(async () => {
    database = await freshDatabase({ story: true })
    world = await openWorld(database)
  })
  afterAll(async () => {
    await world.close()
    await database.drop()
  })

  test.each(kinds.filter((kind) => !isOfARound(kind)))(sentence, (kind) => comesAndGoes(world, kind))
})

describe.each(kinds.filter(isOfARound))('in a world of its own', (kind) => {
  test(sentence.replace('%s', kind), ({ world }) => comesAndGoes(world, kind))
})

async function comesAndGoes(world: World, kind: ErrandKind) {
  const { who, other, begin } = scenarios[kind]
  const before = await keysOf(world, who, kind)
  const finish = await begin(world)
  const added = (await homeOf(world, who)).errands.filter((one) => one.kind === kind && !before.includes(one.key))
  expect(added).not.toEqual([])
  expect(added[0]!.label).not.toBe('')
  expect(added[0]!.href).toMatch(/^\/[\w-]+\/\w+/)
  expect((await keysOf(world, other, kind)).filter((key) => added.some((errand) => errand.key === key))).toEqual([])

  await finish()
  const left = await keysOf(world, who, kind)
  expect(added.filter(({ key }) => left.includes(key))).toEqual([])
}

test('an errand is said in its reader’s language', async ({ world }) => {
  const clock = new Date('2026-11-23T10:00:00+08:00')
  const labels = async (locale: 'zh-CN' | 'en') =>
    (await (await world.as('二桥社区书记').at('bilin', { clock, locale })).errands.list()).map(({ label }) => label)
  expect(await labels('en')).toContain('Project step')
  expect(await labels('zh-CN')).toContain('项目推进')
})

const keysOf = async (world: World, who: Who, kind: ErrandKind) =>
  (await homeOf(world, who)).errands.filter((errand) => errand.kind === kind).map(({ key }) => key)
