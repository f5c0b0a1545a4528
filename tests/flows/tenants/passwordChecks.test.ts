import { toErrorBody } from '@bilin/api/errors'
import { expect } from 'vitest'
import { refusal } from '../../support/world.ts'
import { countOf, ended, coordinator, openWatched, outcome, RIGHT, secretary, test, times } from './watched.ts'

test('an unknown name costs one hash, as a wrong password does', async ({ watched: { guess, hashed } }) => {
  await guess(secretary, '10.0.0.5')
  expect(hashed).toHaveLength(1)
  await guess('查无此人', '10.0.0.5')
  expect(hashed).toHaveLength(2)
})

test('where too many passwords are being checked, the next one is asked to try again later, and its attempt is not counted', async ({
  world,
}) => {
  const { bilin, guess, hashed, held, close } = openWatched(world, { running: 1, waiting: 2 })
  let goOn = () => {}
  held.until = new Promise<void>((resolve) => (goOn = resolve))
  const guesses = times(12, (i) => guess(secretary, `198.51.100.${i}`))
  guesses.push(...times(4, (i) => guess(`stranger ${i}`, `203.0.113.${i}`)))
  await ended(16 - 3, guesses)
  const newcomer = bilin.signIn({ name: coordinator, password: RIGHT, address: '::1' })
  const refused = toErrorBody(await newcomer.catch((error: unknown) => error))
  expect(refused).toMatchObject({ code: 'sessions.busy', status: 503, retryAfter: 5 })
  goOn()
  const outcomes = await Promise.all(guesses)
  expect(hashed).toHaveLength(3)
  expect(countOf(outcomes, 'sessions.wrong')).toBe(3)
  expect(await guess(secretary, '192.0.2.1', RIGHT)).toBe('signed in')
  await close()
})

test('of 400 wrong present passwords sent at once ten are tried, and then the right one is not taken either', async ({
  watched: { bilin, guess, hashed },
}) => {
  const personId = await bilin.signIn({ name: secretary, password: RIGHT, address: '10.0.0.5' })
  hashed.length = 0
  const change = (presentPassword: string) =>
    bilin.changePassword(personId, { presentPassword, password: 'a sentence I remember' })
  const outcomes = await Promise.all(times(400, () => outcome(change('wrong'))))
  expect(countOf(outcomes, 'sessions.present_wrong')).toBe(10)
  expect(countOf(outcomes, 'sessions.too_many_attempts')).toBe(390)
  expect(await refusal(change(RIGHT))).toBe('sessions.too_many_attempts')
  expect(hashed).toHaveLength(10)
  expect(await guess(secretary, '10.0.0.5', RIGHT), 'signing in has its own limit').toBe('signed in')
})

test('a password changed rightly spends no attempt', async ({ watched: { bilin } }) => {
  const personId = await bilin.signIn({ name: secretary, password: RIGHT, address: '10.0.0.5' })
  for (let i = 0; i < 12; i++)
    await bilin.changePassword(personId, { presentPassword: RIGHT, password: `sentence number ${i}` })
})

test('first passwords of newcomers and of the founder are bounded like those of signing in', async ({ world }) => {
  const { bilin, hashed, held, close } = openWatched(world, { running: 1, waiting: 0 })
  const home = await world.as(secretary).at('sanqiao')
  const { path } = await home.tenants.invite({ role: 'staff', title: '三桥社区社工三', days: 7 })
  const accept = (token: string) =>
    bilin.invitations.acceptAsNewcomer(token, { name: '新社工', password: 'a sentence I remember' })
  const found = () =>
    bilin.firstRun.found({ code: bilin.firstRun.code, name: '管理员', password: 'a sentence I remember' })
  let goOn = () => {}
  held.until = new Promise<void>((resolve) => (goOn = resolve))
  const signingIn = bilin.signIn({ name: coordinator, password: RIGHT, address: '::1' })
  await expect.poll(() => hashed).toHaveLength(1)
  expect(await refusal(accept(path.split('/').at(-1)!))).toBe('sessions.busy')
  expect(await refusal(found())).toBe('sessions.busy')
  expect(await refusal(accept('a-link-that-was-made-up')), 'is not hashed at all').toBe('tenants.invitation_unknown')
  goOn()
  await signingIn
  await accept(path.split('/').at(-1)!)
  await close()
})
