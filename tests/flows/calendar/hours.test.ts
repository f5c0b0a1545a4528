import { getWorkingHours } from '@bilin/api/rooms/calendar/hours'
import { inTenant, type Actor, type TenantDb } from '@bilin/db/tenant'
import { addWorkingMinutes, usualHours } from '@bilin/domain/calendar/workingTime'
import { describe, expect } from 'vitest'
import { byPolicyAlone } from '../../support/policyAlone.ts'
import { dropPromise } from '../../support/promises.ts'
import { sessionOf } from '../../support/sessions.ts'
import { refusal, test, type World } from '../../support/world.ts'

const evening = [
  { from: '9:00', to: '11:30' },
  { from: '18:00', to: '20:00' },
]

test('a tenant works the usual hours until it sets its own', async ({ world }) => {
  const secretary = await world.as('三桥社区书记').at('sanqiao')
  expect(await secretary.calendar.here()).toMatchObject({ set: null, hours: usualHours })
  await secretary.calendar.setHours({ revision: 0, periods: evening })
  const hours = [
    [540, 690],
    [1080, 1200],
  ]
  expect(await secretary.calendar.here()).toMatchObject({ set: { version: 1, by: '三桥社区书记' }, hours })
  expect(await (await world.as('三桥社区社工一').at('sanqiao')).calendar.here()).toMatchObject({ hours })
  expect(await (await world.as('二桥社区书记').at('erqiao')).calendar.here()).toMatchObject({ hours: usualHours })
})

test('a deadline in hours counts the hours of its tenant', async ({ world }) => {
  await (await world.as('三桥社区书记').at('sanqiao')).calendar.setHours({ revision: 0, periods: evening })
  const from = new Date('2026-11-27T11:00:00+08:00')
  const due = async (title: string, tenant: string) => {
    const hours = await inTenant(world.bilin.pool, await askerOf(world, title, tenant), (db) => getWorkingHours(db))
    return addWorkingMinutes(from, 60, hours, { days: new Map(), years: new Set([2026]) })
  }
  expect(await due('三桥社区书记', 'sanqiao')).toEqual(new Date('2026-11-27T18:30:00+08:00'))
  expect(await due('二桥社区书记', 'erqiao')).toEqual(new Date('2026-11-27T12:00:00+08:00'))
})

test('whoever runs a tenant sets its hours, and nobody else does', async ({ world }) => {
  const set = async (title: string, tenant: string) =>
    (await world.as(title).at(tenant)).calendar.setHours({ revision: 0, periods: evening })
  await set('龙馨园物业经理', 'longxin')
  await set('联盟协调员', 'bilin')
  expect(await refusal(set('三桥社区社工一', 'sanqiao'))).toBe('permissions.not_yours')
  expect(await refusal(set('三桥社区书记', 'bilin'))).toBe('permissions.not_yours')
})

test('of two people who set the hours at once the second is refused, and nothing is lost', async ({ world }) => {
  const secretary = await world.as('三桥社区书记').at('sanqiao')
  const set = () => secretary.calendar.setHours({ revision: 0, periods: evening })
  const presses = await Promise.allSettled([set(), set()])
  expect(presses.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await refusal(set())).toBe('calendar.hours_changed_meanwhile')
  await secretary.calendar.setHours({ revision: 1, periods: [{ from: '8:00', to: '16:00' }] })
  const { rows } = await world.beyond.query('select version, periods from working_hours order by version')
  expect(rows).toEqual([
    { version: 1, periods: [540, 690, 1080, 1200] },
    { version: 2, periods: [480, 960] },
  ])
})

test('hours that cannot be are refused, by the form and by the table', async ({ world }) => {
  const secretary = await world.as('三桥社区书记').at('sanqiao')
  const overlapping = [
    { from: '8:30', to: '12:00' },
    { from: '11:00', to: '17:00' },
  ]
  expect(await refusal(secretary.calendar.setHours({ revision: 0, periods: overlapping }))).toBe(
    'calendar.hours_overlap',
  )
  expect(await refusal(secretary.calendar.setHours({ revision: 0, periods: [] }))).toBe('calendar.hours_missing')
  for (const periods of [[510, 720, 660, 1020], [720, 510], [510, 1441], [510], [], [0, 1, 2, 3, 5, 4]])
    expect(await inserted(world, '三桥社区书记', 'sanqiao', periods)).toBe('calendar__hours_overlap')
  for (const periods of [
    [510, 720],
    [510, 720, 720, 1050],
    [0, 1, 2, 3, 4, 1440],
  ])
    expect(await inserted(world, '三桥社区书记', 'sanqiao', periods)).toBe('done')
})

describe('in the database itself', () => {
  test('no member sets the hours of its alliance', async ({ world }) => {
    expect(await inserted(world, '三桥社区书记', 'bilin', [510, 720])).toBe('42501')
  })

  test('control: without that promise it would', async ({ world }) => {
    await dropPromise(world.beyond, 'working_hours', 'inserted_by_the_tenant_itself')
    expect(await inserted(world, '三桥社区书记', 'bilin', [510, 720])).toBe('done')
  })

  test('nobody changes or deletes hours that were set, and no other tenant reads them', async ({ world }) => {
    await inserted(world, '三桥社区书记', 'sanqiao', [510, 720])
    const attempt = (text: 'update' | 'delete') =>
      outcome(world, '三桥社区书记', 'sanqiao', (db) =>
        text === 'update'
          ? db.updateTable('workingHours').set({ version: 9 }).execute()
          : db.deleteFrom('workingHours').execute(),
      )
    expect(await attempt('update')).toBe('42501')
    expect(await attempt('delete')).toBe('42501')
    expect(await countReadable(world, '三桥社区书记', 'sanqiao')).toBe(1)
    expect(await countReadable(world, '二桥社区书记', 'erqiao')).toBe(0)
  })

  test('control: with the policy opened another tenant would', async ({ world }) => {
    await inserted(world, '三桥社区书记', 'sanqiao', [510, 720])
    await world.beyond.query('alter policy visible_in_current_tenant on working_hours using (true)')
    expect(await countReadable(world, '二桥社区书记', 'erqiao')).toBe(1)
  })
})

let version = 100
const inserted = (world: World, title: string, tenant: string, periods: number[]) =>
  outcome(world, title, tenant, (db) =>
    db
      .insertInto('workingHours')
      .values({ version: (version += 1), periods })
      .execute(),
  )

/** The constraint or the code of what PostgreSQL refuses. */
async function outcome(world: World, title: string, tenant: string, work: (db: TenantDb) => Promise<unknown>) {
  return byPolicyAlone(world.bilin.pool, await askerOf(world, title, tenant), work).then(
    () => 'done',
    ({ constraint, code }: { constraint?: string; code?: string }) => constraint ?? code ?? 'unknown',
  )
}

async function countReadable(world: World, title: string, tenant: string): Promise<number> {
  const asker = await askerOf(world, title, tenant)
  const rows = await byPolicyAlone(world.bilin.pool, asker, (db) =>
    db.selectFrom('workingHours').select('id').execute(),
  )
  return rows.length
}

async function askerOf(world: World, title: string, tenant: string): Promise<Actor> {
  return { session: await sessionOf(world.beyond, title), tenant }
}
