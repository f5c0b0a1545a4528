/** The actors of the matrix, each in a context: every attempt is made as each of them. */
import type pg from 'pg'
import { sessionOfPerson } from '../support/sessions.ts'

export type Actor = {
  name: string
  role: 'bilin_app' | 'bilin_session' | 'bilin_worker'
  person: string | null
  /** The current tenant, the acting member, and the kind of that member. */
  tenant: string | null
  seat: string | null
  /** The seat of one person. */
  seatId: string | null
  kind: string | null
  operator: boolean
  asking: string | null
  /** The alliance whose publications are read without a seat. */
  published: string | null
  enter: { text: string; values: unknown[] } | null
}

type Inside = { name: string; title: string; own: string; at: string }

const inside: Inside[] = [
  { name: 'secretary at home', title: '三桥社区书记', own: 'sanqiao', at: 'sanqiao' },
  { name: 'secretary in the alliance', title: '三桥社区书记', own: 'sanqiao', at: 'bilin' },
  { name: 'secretary of a neighbour, at home', title: '二桥社区书记', own: 'erqiao', at: 'erqiao' },
  { name: 'secretary of a neighbour, in the alliance', title: '二桥社区书记', own: 'erqiao', at: 'bilin' },
  { name: 'foreign secretary at home', title: '海洪社区书记', own: 'haihong', at: 'haihong' },
  {
    name: 'foreign secretary in her alliance',
    title: '海洪社区书记',
    own: 'haihong',
    at: 'haihong-lianmeng',
  },
  { name: 'staff at home', title: '三桥社区社工一', own: 'sanqiao', at: 'sanqiao' },
  { name: 'staff in the alliance', title: '三桥社区社工一', own: 'sanqiao', at: 'bilin' },
  { name: 'company at home', title: '万科小区物业经理', own: 'anhe', at: 'anhe' },
  { name: 'company in the alliance', title: '万科小区物业经理', own: 'anhe', at: 'bilin' },
  { name: 'other company in the alliance', title: '桥东新苑物业经理', own: 'donghui', at: 'bilin' },
  { name: 'coordinator', title: '联盟协调员', own: 'bilin', at: 'bilin' },
  { name: 'foreign coordinator', title: '海洪联盟协调员', own: 'haihong-lianmeng', at: 'haihong-lianmeng' },
  { name: 'unit at home', title: '文华小学联络员', own: 'wenhua', at: 'wenhua' },
  { name: 'unit in the alliance', title: '文华小学联络员', own: 'wenhua', at: 'haihong-lianmeng' },
]

const nowhere: Omit<Actor, 'name' | 'role'> = {
  person: null,
  tenant: null,
  seat: null,
  seatId: null,
  kind: null,
  operator: false,
  asking: null,
  published: null,
  enter: null,
}

const CLEARED = [
  'current_tenant',
  'acting_tenant',
  'seat_id',
  'acting_tenant_kind',
  'person',
  'operator',
  'lookup_key',
  'public',
]
  .map((name) => `set_config('app.${name}', '', true)`)
  .join(', ')

export async function listActors(beyond: pg.ClientBase): Promise<Actor[]> {
  const people = await peopleIn(beyond)
  const members: Actor[] = []
  for (const one of inside) members.push(await findActor(beyond, one))
  const operator = people.find((one) => one.operator)!
  const secretary = people.find(({ name }) => name === '三桥社区书记')!
  const { tenant: alliance } = members.find(({ name }) => name === 'coordinator')!
  const unauthenticated = "select set_config('app.lookup_key', $1, true), set_config('app.person', $2, true)"
  return [
    ...members,
    {
      ...nowhere,
      name: 'operator',
      role: 'bilin_app',
      person: operator.id,
      operator: true,
      enter: { text: 'select app.enter_operator($1)', values: [await sessionOfPerson(beyond, operator.id)] },
    },
    { ...nowhere, name: 'anonymous', role: 'bilin_app' },
    {
      ...nowhere,
      name: 'the public, at an alliance',
      role: 'bilin_app',
      published: alliance,
      enter: { text: 'select app.enter_public($1)', values: ['bilin'] },
    },
    {
      ...nowhere,
      name: 'empty context',
      role: 'bilin_app',
      enter: { text: `select ${CLEARED}`, values: [] },
    },
    { ...nowhere, name: 'nobody signed in', role: 'bilin_session' },
    {
      ...nowhere,
      name: 'nobody signed in, who names an account',
      role: 'bilin_session',
      asking: secretary.name,
      enter: { text: unauthenticated, values: [secretary.name, ''] },
    },
    {
      ...nowhere,
      name: 'nobody signed in, whose password was right',
      role: 'bilin_session',
      person: secretary.id,
      enter: { text: unauthenticated, values: ['', secretary.id] },
    },
    { ...nowhere, name: 'the worker', role: 'bilin_worker' },
    await workerIn(beyond, 'bilin'),
    await workerIn(beyond, 'sanqiao'),
  ]
}

/** A background job runs in one tenant, as the tenant itself. */
async function workerIn(beyond: pg.ClientBase, slug: string): Promise<Actor> {
  const { rows } = await beyond.query<{ tenant: string; seat: string; kind: string }>(
    'select id as tenant, id as seat, kind from tenant where slug = $1',
    [slug],
  )
  const enter = { text: 'select app.enter_as_worker($1)', values: [rows[0]!.tenant] }
  return { ...nowhere, ...rows[0]!, name: `the worker, at ${slug}`, role: 'bilin_worker', enter }
}

/** Read from the registry directly, without the functions that the API uses. */
async function findActor(beyond: pg.ClientBase, { name, title, own, at }: Inside): Promise<Actor> {
  const { rows } = await beyond.query<{
    person: string
    seat: string
    seatId: string
    kind: string
    tenant: string
  }>(
    `select seat.person_id as person, own.id as seat, seat.id as "seatId", own.kind, place.id as tenant
       from seat join tenant own on own.id = seat.tenant_id join tenant place on place.slug = $3
      where seat.title = $1 and own.slug = $2 and seat.ended_at is null`,
    [title, own, at],
  )
  if (rows.length !== 1) throw new Error(`${rows.length} people sit as ${title} of ${own}`)
  const session = await sessionOfPerson(beyond, rows[0]!.person)
  const enter = { text: 'select app.enter($1, $2)', values: [session, at] }
  return { ...nowhere, ...rows[0]!, name, role: 'bilin_app', enter }
}

async function peopleIn(beyond: pg.ClientBase) {
  const { rows } = await beyond.query<{ id: string; name: string; operator: boolean }>('select * from person')
  return rows
}
