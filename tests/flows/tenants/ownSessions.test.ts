import { hashSecret } from '@bilin/api/bilin'
import { asPerson } from '@bilin/db/tenant'
import { connect } from '@bilin/db/connect'
import { expect } from 'vitest'
import { test, type World } from '../../support/world.ts'

const password = 'bilin-shili-2026'
const phone =
  'Mozilla/5.0 (Linux; Android 14; V2284A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.47'
const office =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/122.0.0.0 Safari/537.36 Edg/122.0.0.0'

async function signedIn({ bilin }: World, name: string, userAgent: string) {
  const id = await bilin.sessions.begin(await bilin.signIn({ name, password, address: '::1' }), { userAgent })
  return { id, hash: hashSecret(id) }
}

const named = (sessions: { device: object; isCurrent: boolean }[]) =>
  sessions.map(({ device: { ...device }, isCurrent }) => [...Object.values(device), isCurrent])

test('one sees where one is signed in, this device first', async ({ world }) => {
  await world.beyond.query('delete from session')
  const here = await signedIn(world, '三桥社区书记', office)
  await signedIn(world, '三桥社区书记', phone)
  await signedIn(world, '三桥社区书记', '')
  await signedIn(world, '二桥社区书记', phone)
  const sessions = await world.bilin.ownSessions.list(here.hash)
  expect(named(sessions)).toEqual([
    ['desktop', 'Windows', 'Microsoft Edge', true],
    [null, null, null, false],
    ['mobile', 'Android', 'WeChat', false],
  ])
  expect(JSON.stringify(sessions), 'the hash stays in the database').not.toContain(here.hash)
})

test('a session that has ended, by itself or by its limit, is not listed', async ({ world }) => {
  await world.beyond.query('delete from session')
  const here = await signedIn(world, '三桥社区书记', office)
  const idle = await signedIn(world, '三桥社区书记', phone)
  await world.beyond.query(`update session set expires_at = now() - interval '1 second' where id_hash = $1`, [
    idle.hash,
  ])
  expect(await world.bilin.ownSessions.list(here.hash)).toHaveLength(1)
})

test('when a session was last used is known also where it has no idle limit', async ({ world }) => {
  const id = await world.bilin.sessions.begin(
    await world.bilin.signIn({ name: '三桥社区书记', password, address: '::1' }),
    { ownDevice: true },
  )
  const before = `update session set used_at = now() - interval '1 hour' where id_hash = $1`
  await world.beyond.query(before, [hashSecret(id)])
  await world.bilin.sessions.personOf(id)
  const { rows } = await world.beyond.query<{ lately: boolean; within: boolean }>(
    `select used_at > now() - interval '1 minute' as lately, expires_at <= ends_at as within from session where id_hash = $1`,
    [hashSecret(id)],
  )
  expect(rows).toEqual([{ lately: true, within: true }])
})

test('a session that one ends is over at once, and so are all others', async ({ world }) => {
  const { sessions, ownSessions } = world.bilin
  const here = await signedIn(world, '三桥社区书记', office)
  const lost = await signedIn(world, '三桥社区书记', phone)
  const sessionId = await idOf(world, lost.hash)
  expect(await ownSessions.end(here.hash, { sessionId })).toBe(false)
  expect(await sessions.personOf(lost.id)).toBeNull()
  expect(await ownSessions.end(here.hash, { sessionId }), 'ended twice').toBe(false)

  const another = await signedIn(world, '三桥社区书记', phone)
  const neighbour = await signedIn(world, '二桥社区书记', phone)
  expect(await ownSessions.endOthers(here.hash)).toBeGreaterThan(0)
  expect(await sessions.personOf(another.id)).toBeNull()
  expect(await sessions.personOf(neighbour.id)).not.toBeNull()

  expect(await ownSessions.end(here.hash, { sessionId: await idOf(world, here.hash) })).toBe(true)
  expect(await sessions.personOf(here.id)).toBeNull()
})

test('nobody lists or ends the sessions of somebody else', async ({ world }) => {
  const { sessions, ownSessions } = world.bilin
  const mine = await signedIn(world, '三桥社区书记', office)
  const theirs = await signedIn(world, '二桥社区书记', phone)
  const sessionId = await idOf(world, theirs.hash)
  const isListed = async () => (await ownSessions.list(mine.hash)).some(({ id }) => id === sessionId)

  expect(await isListed()).toBe(false)
  await ownSessions.end(mine.hash, { sessionId })
  await ownSessions.endOthers(mine.hash)
  expect(await sessions.personOf(theirs.id)).not.toBeNull()

  // The statements alone, without the policies.
  const policies = [
    'alter policy holds_the_session on session using (true)',
    'alter policy session_ends on session using (true)',
  ]
  const seenByPolicy = await countByPolicy(world, mine.hash, sessionId)
  for (const policy of policies) await world.beyond.query(policy)
  expect(await isListed()).toBe(false)
  await ownSessions.end(mine.hash, { sessionId })
  await ownSessions.endOthers(mine.hash)
  expect(await sessions.personOf(theirs.id)).not.toBeNull()

  // The policies alone, and the control without either.
  expect(seenByPolicy).toEqual({ seen: 0, ended: 0 })
  expect(await countByPolicy(world, mine.hash, sessionId)).toEqual({ seen: 1, ended: 1 })
})

/** What a statement that names nobody reaches of another person's session. */
async function countByPolicy({ url }: World, asker: string, sessionId: string) {
  const pool = connect(url('bilin_session'), { max: 1 })
  const counted = await asPerson(pool, asker, async (db) => {
    const seen = await db.selectFrom('session').select('id').where('id', '=', sessionId).execute()
    const { numDeletedRows } = await db.deleteFrom('session').where('id', '=', sessionId).executeTakeFirstOrThrow()
    return { seen: seen.length, ended: Number(numDeletedRows) }
  })
  await pool.end()
  return counted
}

async function idOf({ beyond }: World, hash: string): Promise<string> {
  const { rows } = await beyond.query<{ id: string }>('select id from session where id_hash = $1', [hash])
  return rows[0]!.id
}
