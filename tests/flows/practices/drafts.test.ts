import { expect } from 'vitest'
import { test } from '../../support/world.ts'
import { text } from './practiceText.ts'

test('when the alliance cannot take the copy, nothing is noted at home either', async ({ world }) => {
  const home = await world.as('三桥社区书记').at('sanqiao')
  const { id: practiceId, revision } = await home.practices.write(text)
  const counted = async () => {
    const { rows } = await world.beyond.query<{ publications: number; events: number }>(
      `select (select count(*)::int from practice_publication where practice_id = $1) as publications,
              (select count(*)::int from event where subject_id = $1 and name = 'practices.published') as events`,
      [practiceId],
    )
    return rows[0]
  }
  await world.beyond.query('alter table shared_practice add constraint full_up check (false) not valid')
  const publish = { practiceId, revision, alliance: 'bilin', version: 0, purpose: '参考' }
  await expect(home.practices.publish(publish)).rejects.toThrow()
  expect(await counted()).toEqual({ publications: 0, events: 0 })

  await world.beyond.query('alter table shared_practice drop constraint full_up')
  await home.practices.publish(publish)
  expect(await counted()).toEqual({ publications: 1, events: 2 })
})

test('a draft sent twice because the first answer was lost is kept once', async ({ world }) => {
  const home = await world.as('三桥社区社工一').at('sanqiao')
  const id = '7d0f6c0e-5a52-4b5e-9d0c-0a4f5f3f9a11'
  const first = await home.practices.write({ ...text, id })
  expect(await home.practices.write({ ...text, id })).toEqual(first)
  const { rows } = await world.beyond.query('select from practice where id = $1', [id])
  expect(rows).toHaveLength(1)
  const neighbour = await world.as('二桥社区社工一').at('erqiao')
  expect(await neighbour.practices.write({ ...text, id })).toEqual({ id, revision: 1 })
})

test('half an hour of a draft saving itself is one line in the log', async ({ world }) => {
  const at = (time: string) => world.as('三桥社区社工一').at('sanqiao', { clock: new Date(`2026-09-01T${time}+08:00`) })
  const { id: practiceId, revision: first } = await (await at('09:00:00')).practices.write(text)
  let revision = first
  for (const time of ['09:00:05', '09:10:00', '09:29:00', '09:45:00', '09:46:00']) {
    ;({ revision } = await (await at(time)).practices.change({ ...text, practiceId, revision }))
  }
  const { rows } = await world.beyond.query<{ name: string }>(
    'select name from event where subject_id = $1 order by at',
    [practiceId],
  )
  expect(rows.map(({ name }) => name)).toEqual(['practices.written', 'practices.changed'])
})

test('the effect is what a round published since could compare; before that, none is claimed', async ({ world }) => {
  const reader = await world.as('联盟协调员').at('bilin')
  const effectsFor = async (q: string) => {
    const { practices } = await reader.practices.found({ q })
    const { effects, adopters } = await reader.practices.shared({ practiceId: practices[0]!.practiceId })
    return { adopters: adopters.length, measured: effects.map(({ indicator }) => indicator).toSorted() }
  }
  // Adopted in May, before the summer round opened; the charging points only after it.
  expect(await effectsFor('10分钟应急')).toEqual({ adopters: 3, measured: ['E4', 'E5'] })
  expect(await effectsFor('充电桩')).toEqual({ adopters: 2, measured: [] })
})
