/** Sends every form action fields with names that are meant to break parsers. */
import { expect } from 'vitest'
import { poolOf, type Pool } from '../../isolation/sweep/victims.ts'
import { paramsFor } from '../../isolation/sweep/pages.ts'
import { undone } from '../../isolation/sweep/undone.ts'
import { listFieldNames, listFormActions, postForm, type FormAction } from '../../support/formActions.ts'
import { changedBuiltins, guardBuiltins } from '../../support/builtins.ts'
import { listSignedIn, type SignedIn } from '../../support/sessions.ts'
import { test, type World } from '../../support/world.ts'

/** A person who can reach the most pages: her own records in her tenant, and what everybody sees in the alliance. */
const places = {
  home: { title: '三桥社区书记', own: 'sanqiao', at: 'sanqiao' },
  alliance: { title: '联盟协调员', own: 'bilin', at: 'bilin' },
}

/** No form of ours has such a field. Each is sent alone and beside the form's own fields. */
const neverOurs: [string, string][][] = [
  [['toString.call', '1']],
  [['hasOwnProperty.call', '1']],
  [['__proto__', '1']],
  [['__proto__.polluted', '1']],
  [['__proto__[]', '1']],
  [['constructor', '1']],
  [['constructor.prototype.polluted', '1']],
  [['name.__proto__.polluted', '1']],
  [['marks.constructor.prototype.polluted', '1']],
  [['valueOf[]', '1']],
  [['__defineGetter__.x', '1']],
  [
    ['name', 'a'],
    ['name.y', '1'],
  ],
  [
    ['name.y', '1'],
    ['name', 'a'],
  ],
  [
    ['name', 'a'],
    ['name[]', '1'],
  ],
  [
    ['name[]', '1'],
    ['name.y', '1'],
  ],
  [['a.b.c.d.e.f.g.h.i.j', '1']],
  [['', '1']],
  [['.', '1']],
  [['a..b', '1']],
  [['x'.repeat(100_000), '1']],
]

test('a field with a hostile name is refused by every form, and changes nothing for anybody else', async ({
  world,
}) => {
  const actions = await listFormActions()
  expect(actions.length).toBeGreaterThan(80)
  const wrong: string[] = []
  const reviewer = await reviewersOf(world)
  for (const action of actions)
    for (const fields of neverOurs) {
      const { says, refused } = await post(world, action, reviewer(action), fields)
      if (says) wrong.push(says)
      else if (action.route !== '/sign-out' && refused?.status !== 400)
        wrong.push(`${action.route} ?/${action.name} took ${nameOf(fields)}`)
    }
  expect([...new Set(wrong)]).toEqual([])
  await expectWorks(world)
})

test('a field of a form’s own that is sent as a list or as a record is never a fault of ours', async ({ world }) => {
  const wrong: string[] = []
  const reviewer = await reviewersOf(world)
  for (const action of await listFormActions()) {
    const own = listFieldNames(action.route)
    const hostile = own.flatMap(
      (name) => [[[`${name}.x`, '1']], [[`${name}[]`, '1']], [[name, '\u0000\ud800']]] as [string, string][][],
    )
    for (const fields of hostile) {
      const { says } = await post(world, action, reviewer(action), fields)
      if (says) wrong.push(says)
    }
  }
  expect([...new Set(wrong)]).toEqual([])
  await expectWorks(world)
})

test('the check sees a form that writes onto what every object inherits', () => {
  const before = guardBuiltins()
  const careless = (name: string) => {
    let place: Record<string, unknown> = {}
    for (const step of name.split('.').slice(0, -1)) place = (place[step] ??= {}) as never
    place[name.split('.').at(-1)!] = '1'
  }
  careless('toString.call')
  expect(changedBuiltins(before)).toEqual(['Object.prototype.toString.call'])
  careless('__proto__.polluted')
  expect(changedBuiltins(before)).toEqual(['Object.prototype.polluted'])
  expect(changedBuiltins(before)).toEqual([])
})

type Reviewer = { person: SignedIn; at: string; own: Pool }

async function reviewersOf({ beyond }: World): Promise<(action: FormAction) => Reviewer> {
  const client = await beyond.connect()
  const find = async ({ title, own, at }: (typeof places)['home']): Promise<Reviewer> => {
    const person = (await listSignedIn(client)).find(({ name }) => name === title)!
    return { person, at, own: await poolOf(client, [at, own], at) }
  }
  try {
    const [home, alliance] = [await find(places.home), await find(places.alliance)]
    return ({ route }) => (/\/(scorecards|projects)\//.test(route) ? alliance : home)
  } finally {
    client.release()
  }
}

async function post({ bilin }: World, action: FormAction, { person, at, own }: Reviewer, fields: [string, string][]) {
  const before = guardBuiltins()
  const pool = undone(bilin.pool)
  const params = paramsFor(action.params, { at, own })
  const { status, data, refused } = await postForm({ bilin, pool }, action, person, params, new URLSearchParams(fields))
  const wrong = [
    ...changedBuiltins(before).map((name) => `wrote ${name}`),
    ...(status >= 500 || (refused && refused.status >= 500) ? [`answered ${status}: ${String(data)}`] : []),
    ...(namesIn(data).some((name) => name in Object.prototype) ? ['sent a hostile name back'] : []),
  ]
  const says = wrong.length > 0 ? `${action.route} ?/${action.name} with ${nameOf(fields)}: ${wrong.join(', ')}` : null
  return { says, refused }
}

const nameOf = (fields: [string, string][]) => fields.map(([name]) => name.slice(0, 40)).join(' & ')

function namesIn(data: unknown): string[] {
  if (typeof data !== 'object' || data === null || data instanceof Error) return []
  return Object.entries(data).flatMap(([name, value]) => [name, ...namesIn(value)])
}

async function expectWorks(world: World) {
  const secretary = await world.as('三桥社区书记').at('sanqiao')
  expect((await secretary.tenants.here()).tenant.name).toBe('三桥社区')
  expect((await secretary.estates.records({})).rows.length).toBeGreaterThan(0)
}
