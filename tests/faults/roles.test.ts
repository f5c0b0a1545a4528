/** The database's roles, made on a server of one's own. */
import { startThrowaway, type Throwaway } from '@bilin/db/embedded/throwaway'
import { makeRoles, roleUrl, type RestrictedRole } from '@bilin/db/roles'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from './bilin.ts'

const restricted: RestrictedRole[] = ['bilin_app', 'bilin_session', 'bilin_worker']
let server: Throwaway
let databaseUrl: string

beforeAll(async () => {
  server = await startThrowaway()
  databaseUrl = await makeRoles(server.adminUrl, { database: 'hub', password: 'the owner’s: 100% secret/?#' })
})
afterAll(() => server.stop())

test('from the owner’s address alone every role signs in', async () => {
  expect(await ask(databaseUrl, 'select current_user as me')).toEqual([{ me: 'bilin_owner' }])
  for (const role of restricted)
    expect(await ask(roleUrl(databaseUrl, role), 'select current_user as me')).toEqual([{ me: role }])
})

test('making the roles again changes nothing but the passwords', async () => {
  const before = await rights()
  const again = await makeRoles(server.adminUrl, { database: 'hub', password: 'another' })
  expect(await rights()).toEqual(before)
  await expect(ask(databaseUrl, 'select 1')).rejects.toThrow(/password authentication failed/)
  databaseUrl = again
  expect(await ask(databaseUrl, 'select 1 as one')).toEqual([{ one: 1 }])
})

test.each(restricted)('%s can make nothing of its own', async (role) => {
  const url = roleUrl(databaseUrl, role)
  await expect(ask(url, 'create table public.mine ()')).rejects.toThrow(/permission denied/)
  await expect(ask(url, 'create temporary table mine ()')).rejects.toThrow(/permission denied/)
  await expect(ask(url, 'create schema mine')).rejects.toThrow(/permission denied/)
  await expect(ask(url, 'set role bilin_owner')).rejects.toThrow(/permission denied/)
  // The control: its owner can.
  await ask(databaseUrl, 'create table public.mine (); drop table public.mine; create temporary table mine ()')
})

test.each(restricted)('%s does not wait for ever', async (role) => {
  const limits = `select name from pg_settings where setting = '0'
    and name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout')`
  expect(await ask(roleUrl(databaseUrl, role), limits)).toEqual([])
  expect(await ask(databaseUrl, limits)).toHaveLength(3)
})

test('a stranger on the same server does not come in', async () => {
  await ask(server.adminUrl, `create role stranger login password 'x'`)
  const url = server.url('hub', 'postgres').replace(/\/\/[^@]*@/, '//stranger:x@')
  await expect(ask(url, 'select 1')).rejects.toThrow(/permission denied for database/)
})

test('the owner gives functions to the registry’s role and can change them later', async () => {
  await ask(databaseUrl, 'create schema given; grant create on schema given to bilin_registry')
  await ask(databaseUrl, 'create function given.one() returns int language sql return 1')
  await ask(databaseUrl, 'alter function given.one owner to bilin_registry')
  await ask(databaseUrl, 'create or replace function given.one() returns int language sql return 2')
})

test('an administrator who is no superuser can make the roles on a new server', async () => {
  const other = await startThrowaway()
  try {
    await ask(other.adminUrl, 'drop database bilin')
    for (const role of ['bilin_owner', ...restricted, 'bilin_registry']) await ask(other.adminUrl, `drop role ${role}`)
    await ask(other.adminUrl, `create role cloud login createdb createrole password 'x'`)
    const cloud = other.adminUrl.replace(/\/\/[^@]*@/, '//cloud:x@')
    for (const _time of [1, 2]) {
      const url = await makeRoles(cloud, { database: 'hub', password: 'secret' })
      expect(await ask(roleUrl(url, 'bilin_app'), 'select current_user as me')).toEqual([{ me: 'bilin_app' }])
    }
  } finally {
    await other.stop()
  }
})

test('a role that may do more than it should is refused in a sentence', async () => {
  await ask(server.adminUrl, 'alter role bilin_worker bypassrls; grant pg_read_all_data to bilin_app')
  const again = makeRoles(server.adminUrl, { database: 'hub', password: 'x' })
  await expect(again).rejects.toThrow(/^On this server bilin_app, bilin_worker may do more/)
  await ask(server.adminUrl, 'alter role bilin_worker nobypassrls; revoke pg_read_all_data from bilin_app')
  await ask(databaseUrl, 'select 1')
})

test('an address that is not the owner’s is refused in a sentence', () => {
  expect(() => roleUrl('postgresql://postgres:x@localhost/bilin', 'bilin_app')).toThrow(
    /must name the user bilin_owner/,
  )
  expect(() => roleUrl('postgresql://bilin_owner@localhost/bilin', 'bilin_app')).toThrow(/and its password/)
  expect(() => roleUrl('localhost', 'bilin_app')).toThrow(/A database address looks like/)
})

const rights = () =>
  ask(
    server.url('hub', 'postgres'),
    `select r.oid, rolname, rolsuper, rolcanlogin, rolconfig, datacl::text, nspacl::text,
            (select array_agg(roleid::regrole::text) from pg_auth_members where member = r.oid) as member_of
       from pg_roles r, pg_database, pg_namespace
      where rolname like 'bilin%' and datname = current_database() and nspname = 'public' order by 1`,
  )
