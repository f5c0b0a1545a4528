/** Bilin on an operator's own PostgreSQL, from an empty server to the first seat. */
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { chinese } from '../../support/sentences.ts'
import { ask, emptyFolder } from '../bilin.ts'
import { ownServer } from '../ownServer.ts'
import { built, found, launch } from './launch.ts'
import { plainBrowser } from './plainBrowser.ts'

beforeAll(built)

const house = path.resolve(import.meta.dirname, '../../..')
const operator = { name: '平台管理员', password: 'a sentence to remember' }
const secretary = { name: '三桥社区书记', password: 'another sentence to remember' }

test('on a server of their own the operator makes roles by one command, comes in by the code on the console, makes the first tenant and invites its secretary', async () => {
  const { adminUrl, stop } = await ownServer()
  const printed = execFileSync('npm', ['run', 'db:roles', '--', adminUrl, 'neighbours'], {
    cwd: house,
    encoding: 'utf8',
  })
  const [, DATABASE_URL = ''] = /^DATABASE_URL=(.+)$/m.exec(printed) ?? []
  const app = launch({ DATABASE_URL, BILIN_DATA: emptyFolder(), BILIN_DEMO: 'on' })
  const address = await app.address
  await found(app.output, /Ctrl-C/)
  expect(app.output()).not.toMatch(/demo|Loading/)
  const code = await found(app.output, /One-time code +(\S+)/)

  const founder = plainBrowser(address)
  expect(await founder.open('/')).toMatchObject({ status: 303, location: '/first-run' })
  const stranger = await plainBrowser(address).send('/first-run', { code: 'a guess', ...operator })
  expect(stranger.status).toBe(400)
  expect(stranger.text).toContain(chinese('sessions.first_run_code_wrong'))
  expect(stranger.text).toContain(operator.name)
  const came = await founder.send('/first-run', { code, ...operator })
  expect(came).toMatchObject({ status: 303, location: '/operator' })
  expect(await plainBrowser(address).open('/first-run')).toMatchObject({ status: 303, location: '/' })

  const tenant = { kind: 'community', name: '三桥社区', slug: 'sanqiao' }
  const made = await founder.send('/operator?/add', tenant)
  expect(made.location).toMatch(/^\/operator\/[0-9a-f-]{36}$/)
  const offer = { role: 'secretary', title: secretary.name, days: '7' }
  const invited = await founder.send(`${made.location}?/invite`, offer)
  const [link = ''] = /http[^\s<"]+\/invitation\/[\w-]+/.exec(invited.text) ?? []
  expect(link.startsWith(address)).toBe(true)

  const invitation = new URL(link).pathname
  const newcomer = plainBrowser(address)
  expect((await newcomer.open(invitation)).text).toContain('三桥社区')
  expect(await newcomer.send(`${invitation}?/newcomer`, { phone: '', ...secretary })).toMatchObject({
    status: 303,
  })
  const again = await plainBrowser(address).send(`${invitation}?/newcomer`, { phone: '', ...secretary })
  expect(again.text).toContain(chinese('tenants.invitation_used'))

  const back = plainBrowser(address)
  expect(await back.send('/sign-in', secretary)).toMatchObject({ status: 303, location: '/' })
  expect(await back.open('/')).toMatchObject({ status: 303, location: '/sanqiao' })
  expect((await back.open('/sanqiao')).text).toContain('三桥社区')
  expect((await back.open('/operator')).status).toBe(404)

  const connected = await ask<{ name: string }>(
    adminUrl,
    `select distinct usename::text as name from pg_stat_activity where datname = 'neighbours' order by 1`,
  )
  expect(connected).toEqual([{ name: 'bilin_app' }, { name: 'bilin_session' }, { name: 'bilin_worker' }])
  expect(await app.stop()).toBe(0)

  // The next start finds somebody here, and everything as it was.
  const next = launch({ DATABASE_URL, BILIN_DATA: emptyFolder() })
  expect(await plainBrowser(await next.address).send('/sign-in', secretary)).toMatchObject({ status: 303 })
  await found(next.output, /Ctrl-C/)
  expect(next.output()).not.toContain('One-time code')
  await next.stop()
  await stop()
})
