import { expect } from 'vitest'
import { refusal, test } from '../../support/world.ts'

const password = 'a sentence I remember'

test('a session is stored as its SHA-256 only, and signing out ends it, or all of them at once', async ({
  world: { bilin, beyond },
}) => {
  const personId = await bilin.signIn({ name: '联盟协调员', password: 'bilin-shili-2026', address: '::1' })
  const [one, two] = [await bilin.sessions.begin(personId), await bilin.sessions.begin(personId)]
  const { rows } = await beyond.query<{ whole: string }>('select session::text as whole from session')
  expect(rows.filter(({ whole }) => whole.includes(one) || whole.includes(two))).toEqual([])
  expect(await bilin.sessions.personOf(one)).toMatchObject({ name: '联盟协调员' })
  await bilin.sessions.end(one)
  expect(await bilin.sessions.personOf(one)).toBeNull()
  await bilin.sessions.endEverywhere(personId)
  expect(await bilin.sessions.personOf(two)).toBeNull()
})

test('a session ends after idle time, and at its absolute end however much it is used', async ({
  world: { bilin, beyond },
}) => {
  const personId = await bilin.signIn({ name: '联盟协调员', password: 'bilin-shili-2026', address: '::1' })
  const idle = await bilin.sessions.begin(personId)
  await beyond.query(`update session set expires_at = now() - interval '1 second'`)
  expect(await bilin.sessions.personOf(idle)).toBeNull()
  const used = await bilin.sessions.begin(personId)
  await beyond.query(
    `update session set expires_at = now() + interval '1 second', ends_at = now() + interval '1 second'`,
  )
  expect(await bilin.sessions.personOf(used), 'moved on by use').not.toBeNull()
  const { rows } = await beyond.query<{ capped: boolean }>('select expires_at <= ends_at as capped from session')
  expect(rows).toEqual([{ capped: true }])
})

test('on somebody’s own device a session has no idle limit, and ends at its absolute end all the same', async ({
  world: { bilin, beyond },
}) => {
  const personId = await bilin.signIn({ name: '联盟协调员', password: 'bilin-shili-2026', address: '::1' })
  await bilin.sessions.begin(personId)
  await bilin.sessions.begin(personId, { ownDevice: true })
  const { rows } = await beyond.query<{ minutes: number; ends: number; early: boolean }>(
    `select idle_minutes as minutes, round(extract(epoch from ends_at - now()) / 3600)::int as ends,
            expires_at < ends_at as early from session order by idle_minutes`,
  )
  expect(rows).toEqual([
    { minutes: 30, ends: 12, early: true },
    { minutes: 720, ends: 12, early: false },
  ])
})

test('changing the password asks for the present one and ends every session', async ({ world: { bilin } }) => {
  const personId = await bilin.signIn({ name: '联盟协调员', password: 'bilin-shili-2026', address: '::1' })
  const session = await bilin.sessions.begin(personId)
  expect(await refusal(bilin.changePassword(personId, { presentPassword: 'wrong', password }))).toBe(
    'sessions.present_wrong',
  )
  await bilin.changePassword(personId, { presentPassword: 'bilin-shili-2026', password })
  expect(await bilin.sessions.personOf(session)).toBeNull()
  await bilin.signIn({ name: '联盟协调员', password, address: '::1' })
})
