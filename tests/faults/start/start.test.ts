/** `npm start` on a machine with nothing: the story, loaded once and completely. */
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import { signIns } from '../../../story/signIns.ts'
import { chinese } from '../../support/sentences.ts'
import { emptyFolder, postmasterPid, stands } from '../bilin.ts'
import { built, found, isServed, launch } from './launch.ts'
import { plainBrowser } from './plainBrowser.ts'

beforeAll(built)

test('a story that was killed while it loaded is loaded again from the start, once, and everybody named can sign in', async () => {
  const BILIN_DATA = emptyFolder()
  const first = launch({ BILIN_DATA, BILIN_DEMO: 'on' })
  await found(first.output, /Loading the demo story/)
  await sleep(600) // long enough to have begun, and for thirty people to be seated it takes longer
  await first.stop('SIGKILL')
  expect(first.output()).not.toContain('Address')

  const second = launch({ BILIN_DATA, BILIN_DEMO: 'on' })
  const address = await second.address
  expect(second.output()).toContain('Loading the demo story')
  await found(second.output, /Ctrl-C/)
  for (const { name, password } of signIns) {
    expect(second.output()).toMatch(new RegExp(`^ +${name} +\\S`, 'm'))
    expect(second.output()).toContain(password)
    expect(await plainBrowser(address).send('/sign-in', { name, password })).toMatchObject({ status: 303 })
  }
  const stranger = await plainBrowser(address).send('/sign-in', {
    name: signIns[0]!.name,
    password: 'something else',
  })
  expect(stranger.status).toBe(400)
  expect(stranger.text).toContain(chinese('sessions.wrong'))
  expect(await second.stop('SIGINT')).toBe(0)

  const third = launch({ BILIN_DATA, BILIN_DEMO: 'on' })
  await third.address
  await found(third.output, /Ctrl-C/)
  expect(third.output()).not.toContain('Loading')
  expect(third.output()).toContain(signIns[0]!.password)
  await third.stop()

  const withoutDemo = launch({ BILIN_DATA })
  await withoutDemo.address
  await found(withoutDemo.output, /Ctrl-C/)
  expect(withoutDemo.output()).not.toContain(signIns[0]!.password)
})

test('killed, it leaves its database running; the next start takes it over with all that was acknowledged', async () => {
  const BILIN_DATA = emptyFolder()
  const first = launch({ BILIN_DATA })
  const founder = plainBrowser(await first.address)
  const code = await found(first.output, /one-time code|code\s+(\S+)/i).then(() => codeOf(first.output()))
  const operator = { name: '平台管理员', password: 'a sentence to remember' }
  expect(await founder.send('/first-run', { code, ...operator })).toMatchObject({
    status: 303,
    location: '/operator',
  })
  await first.stop('SIGKILL')
  const server = postmasterPid(BILIN_DATA)!
  expect(stands(server)).toBe(true)

  const second = launch({ BILIN_DATA, BILIN_DEMO: 'on' })
  const address = await second.address
  expect(postmasterPid(BILIN_DATA)).toBe(server)
  expect(await plainBrowser(address).send('/sign-in', operator)).toMatchObject({ status: 303 })
  await found(second.output, /Ctrl-C/)
  // Somebody is here already: no story, no demo sign-ins, no second first run.
  expect(second.output()).not.toMatch(/Loading|demo sign-ins|first-run/)
  expect(await second.stop()).toBe(0)
  expect(stands(server)).toBe(false)
  expect(isServed(BILIN_DATA)).toBe(false)
})

const codeOf = (output: string) => /One-time code +(\S+)/.exec(output)![1]!
