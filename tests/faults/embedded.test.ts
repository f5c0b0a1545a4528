/** The PostgreSQL that comes with Bilin, when things around it go wrong. Each test breaks a real one. */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { ask, emptyFolder, gone, launch, postmasterPid, stands, startBilin, usedFolder } from './bilin.ts'

test('stopping Bilin stops its database, and the next start finds what was saved', async () => {
  const home = emptyFolder()
  const first = await startBilin(home)
  await ask(first.databaseUrl, 'create table saved as select 1 as one')
  const pid = postmasterPid(home)!
  await first.stop()
  expect(stands(pid)).toBe(false)
  expect(postmasterPid(home)).toBeUndefined()
  const second = await startBilin(home)
  expect(postmasterPid(home)).not.toBe(pid)
  expect(await ask(second.databaseUrl, 'table saved')).toEqual([{ one: 1 }])
  // The log of a start after a crash mentions recovery: this start had nothing to recover.
  expect(readFileSync(join(home, 'postgres.log'), 'utf8')).not.toMatch(/not properly shut down/)
})

test('the database answers on no port, only in a folder closed to others', async () => {
  const { adminUrl, socketDir } = await startBilin(await usedFolder())
  expect(await ask(adminUrl, 'show listen_addresses')).toEqual([{ listen_addresses: '' }])
  expect(statSync(socketDir).mode & 0o777).toBe(0o700)
  await expect(ask(adminUrl.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow(/password/)
})

test('an acknowledged row is there after Bilin and its database are killed', async () => {
  const home = await usedFolder()
  const first = await startBilin(home)
  await ask(first.databaseUrl, 'create table kept (i int); create unlogged table control (i int)')
  await ask(first.databaseUrl, 'insert into control select generate_series(1, 100)')
  for (let i = 0; i < 100; i++) await ask(first.databaseUrl, 'insert into kept values ($1)', [i])
  const pid = postmasterPid(home)!
  process.kill(pid, 'SIGKILL')
  await first.kill()
  const second = await startBilin(home)
  expect(postmasterPid(home)).not.toBe(pid)
  expect(await ask(second.databaseUrl, 'select count(*)::int from kept')).toEqual([{ count: 100 }])
  // The control: a table that is not written ahead loses its rows, so losing them would be seen.
  expect(await ask(second.databaseUrl, 'select count(*)::int from control')).toEqual([{ count: 0 }])
})

test('when Bilin alone is killed its database lives on, and the next start takes it over', async () => {
  const home = await usedFolder()
  const first = await startBilin(home)
  const pid = postmasterPid(home)!
  await first.kill()
  expect(stands(pid)).toBe(true)
  const second = await startBilin(home)
  expect(postmasterPid(home)).toBe(pid)
  await second.stop()
  expect(stands(pid)).toBe(false)
})

test('a second Bilin on the same data directory is refused and leaves the first alone', async () => {
  const home = await usedFolder()
  const first = await startBilin(home)
  const { child, answer } = launch(home)
  expect(await answer).toEqual({
    refused: `Another Bilin (process ${first.child.pid}) already runs on ${home}: stop it first, or give this one a data directory of its own.`,
  })
  if (child.exitCode === null) await new Promise((resolve) => child.once('exit', resolve))
  expect(child.exitCode).toBe(1)
  expect(await ask(first.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('of two that start together on an empty data directory one runs and the other is refused', async () => {
  const home = emptyFolder()
  const answers = await Promise.all([launch(home).answer, launch(home).answer])
  expect(answers.filter((answer) => 'databaseUrl' in answer)).toHaveLength(1)
  expect(answers.filter((answer) => 'refused' in answer && /^Another Bilin/.test(answer.refused))).toHaveLength(1)
})

test('killed while it made its files, it makes them anew', async () => {
  const home = emptyFolder()
  const { child } = launch(home)
  const made = () =>
    (existsSync(home) ? readdirSync(home) : [])
      .filter((name) => name.startsWith('cluster.'))
      .flatMap((name) => readdirSync(join(home, name)))
  while (made().length === 0) await sleep(5)
  child.kill('SIGKILL')
  expect(existsSync(join(home, 'cluster'))).toBe(false)
  await startBilin(home)
  expect(readdirSync(home).sort()).toEqual(['cluster', 'password', 'postgres.log', 'run'])
})

test('a database that dies under a running Bilin is started again', async () => {
  const home = await usedFolder()
  const { adminUrl, notes } = await startBilin(home)
  const pid = postmasterPid(home)!
  process.kill(pid, 'SIGKILL')
  await gone(pid)
  while (!notes.includes('PostgreSQL is back.')) await sleep(20)
  expect(await ask(adminUrl, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('after one of its connections is killed Bilin still holds its data directory', async () => {
  const home = await usedFolder()
  const { adminUrl, notes } = await startBilin(home)
  await ask(adminUrl, `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'bilin %'`)
  while (!notes.includes('PostgreSQL is back.')) await sleep(20)
  expect(await launch(home).answer).toHaveProperty('refused', expect.stringMatching(/^Another Bilin/))
})

test('a process number that belongs to somebody else by now does not keep it from starting', async () => {
  const home = await usedFolder()
  const first = await startBilin(home)
  const pid = postmasterPid(home)!
  const note = readFileSync(join(home, 'cluster/postmaster.pid'), 'utf8')
  process.kill(pid, 'SIGKILL')
  await first.kill()
  // A process of the same account, because PostgreSQL itself detects any other.
  const { uid } = statSync(join(home, 'cluster'))
  const stranger = spawn('sleep', ['60'], { uid })
  onTestFinished(() => void stranger.kill())
  writeFileSync(join(home, 'cluster/postmaster.pid'), note.replace(/^\d+/, String(stranger.pid)))
  await startBilin(home)
  expect(stands(stranger.pid!)).toBe(true)
})

test('a data directory with a very long name works', async () => {
  const home = emptyFolder('long'.repeat(50))
  const { databaseUrl, socketDir } = await startBilin(home)
  expect(socketDir.startsWith(home)).toBe(false)
  expect(await ask(databaseUrl, 'select current_user')).toEqual([{ current_user: 'bilin_owner' }])
})

test('a copy of a data directory runs beside the one it was copied from', async () => {
  const home = emptyFolder('long'.repeat(50))
  await (await startBilin(home)).stop()
  const copy = emptyFolder()
  execFileSync('cp', ['-a', home, copy])
  const [first, second] = [await startBilin(home), await startBilin(copy)]
  await ask(first.databaseUrl, 'create table only_here (i int)')
  await expect(ask(second.databaseUrl, 'table only_here')).rejects.toThrow(/does not exist/)
})

test('a data directory of another PostgreSQL is refused in a sentence', async () => {
  const home = await usedFolder()
  writeFileSync(join(home, 'cluster/PG_VERSION'), '17\n')
  await expect(startBilin(home)).rejects.toThrow(/made by PostgreSQL 17 and this Bilin brings 18: dump it/)
})

test('without its password file it says what is missing', async () => {
  const home = await usedFolder()
  rmSync(join(home, 'password'))
  await expect(startBilin(home)).rejects.toThrow(/password is gone.*put it back from your backup/)
})

test('a data directory that is a file is refused in a sentence', async () => {
  const home = emptyFolder()
  writeFileSync(home, '')
  await expect(startBilin(home)).rejects.toThrow(/cannot be used .* choose a folder/)
})
