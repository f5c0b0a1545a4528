/** The PostgreSQL for tests leaves nothing behind, however a test run ends. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { gone, stands } from './bilin.ts'

test('a test run that is killed takes its database and its files with it', async () => {
  const { child, folder } = await inProcess(`
    const { adminUrl } = await startThrowaway()
    console.log(adminUrl)
    setInterval(() => {}, 1_000)`)
  const pid = Number(readFileSync(join(folder, 'cluster/postmaster.pid'), 'utf8').split('\n')[0])
  expect(stands(pid)).toBe(true)
  child.kill('SIGKILL')
  await gone(pid)
  while (existsSync(folder)) await sleep(20)
})

test('a test run that forgets to stop its database still ends, and so does the database', async () => {
  const { child, folder } = await inProcess('console.log((await startThrowaway()).adminUrl)')
  if (child.exitCode === null) await new Promise((resolve) => child.once('exit', resolve))
  expect(child.exitCode).toBe(0)
  while (existsSync(folder)) await sleep(20)
})

async function inProcess(lines: string) {
  const program = `import { startThrowaway } from '@bilin/db/embedded/throwaway'\n${lines}`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const adminUrl = await new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve))
  return { child, folder: new URL(adminUrl.replace('@/', '@socket/')).searchParams.get('host')! }
}
