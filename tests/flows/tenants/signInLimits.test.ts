import { toErrorBody } from '@bilin/api/errors'
import { expect } from 'vitest'
import { countOf, ended, coordinator, RIGHT, secretary, test, times } from './watched.ts'

test('of 400 guesses sent at once at most ten are tried, and the right one after them does not get in', async ({
  watched: { guess, hashed },
}) => {
  const outcomes = await Promise.all(times(400, (i) => guess(secretary, '203.0.113.9', i < 399 ? `guess ${i}` : RIGHT)))
  expect(countOf(outcomes, 'sessions.wrong')).toBe(10)
  expect(countOf(outcomes, 'sessions.too_many_attempts')).toBe(390)
  expect(hashed).toHaveLength(10)
})

test('guesses at one account from many addresses share one limit', async ({ watched: { guess, hashed } }) => {
  const outcomes = await Promise.all(times(40, (i) => guess(secretary, `198.51.100.${i}`)))
  expect(countOf(outcomes, 'sessions.wrong')).toBe(10)
  expect(hashed).toHaveLength(10)
})

test('the owner of an account under attack signs in where she has signed in before', async ({ watched: { guess } }) => {
  expect(await guess(secretary, '10.0.0.5', RIGHT)).toBe('signed in')
  for (let i = 0; i < 40; i++) await guess(secretary, `198.51.100.${i}`)
  expect(await guess(secretary, '192.0.2.1', RIGHT), 'control: elsewhere').toBe('sessions.too_many_attempts')
  expect(await guess(secretary, '10.0.0.5', RIGHT)).toBe('signed in')
})

test('guesses at her usual address are limited too', async ({ watched: { guess } }) => {
  await guess(secretary, '10.0.0.5', RIGHT)
  const outcomes = await Promise.all(times(40, () => guess(secretary, '10.0.0.5')))
  expect(countOf(outcomes, 'sessions.wrong')).toBe(10)
})

test('name and phone of one person share one limit', async ({ world, watched: { guess, hashed } }) => {
  await world.beyond.query(
    `update person set phone = '13800001111' where id = (select person_id from seat where title = $1)`,
    [secretary],
  )
  expect(await guess('13800001111', '10.0.0.5', RIGHT), 'control: the phone is hers').toBe('signed in')
  hashed.length = 0
  for (let i = 0; i < 10; i++) await guess(secretary, `198.51.100.${i}`)
  expect(await guess('13800001111', '198.51.100.20')).toBe('sessions.too_many_attempts')
  expect(hashed).toHaveLength(10)
})

test('a name nobody has is limited in the same way, however it is typed', async ({ watched: { guess } }) => {
  for (let i = 0; i < 10; i++) expect(await guess('Nobody Here', `198.51.100.${i}`)).toBe('sessions.wrong')
  expect(await guess('nobody  here ', '192.0.2.1')).toBe('sessions.too_many_attempts')
  expect(await guess('somebody else', '192.0.2.1')).toBe('sessions.wrong')
})

test('a right password gives the attempt back, and leaves wrong ones counted', async ({ watched: { guess } }) => {
  for (let i = 0; i < 9; i++) await guess(secretary, '198.51.100.1')
  for (let i = 0; i < 30; i++) expect(await guess(secretary, `10.0.1.${i}`, RIGHT)).toBe('signed in')
  expect(await guess(secretary, '198.51.100.1')).toBe('sessions.wrong')
  expect(await guess(secretary, '198.51.100.1')).toBe('sessions.too_many_attempts')
})

test('a right password from an office with sixty failures signs in, after four seconds at most', async ({
  watched: { guess, waits },
}) => {
  for (let i = 0; i < 60; i++) await guess(`stranger ${i}`, '10.0.0.9')
  waits.length = 0
  expect(await guess(secretary, '10.0.0.9', RIGHT)).toBe('signed in')
  expect(waits).toEqual([4000])
  expect(await guess(secretary, '10.0.0.9', RIGHT), 'again').toBe('signed in')
  expect(waits, 'whoever is known there does not wait').toEqual([4000])
})

test('each further failure from one address makes the next attempt wait longer', async ({
  watched: { guess, waits },
}) => {
  for (let i = 0; i < 70; i++) await guess(`stranger ${i}`, '10.0.0.9')
  expect(waits).toHaveLength(50)
  expect(waits.slice(0, 3)).toEqual([100, 200, 300])
  expect(waits.slice(-3)).toEqual([4000, 4000, 4000])
  await guess(coordinator, '10.0.0.10')
  expect(waits, 'another address does not wait').toHaveLength(50)
})

test('addresses of one IPv6 network share one limit', async ({ watched: { guess, waits } }) => {
  for (let i = 0; i < 20; i++) await guess(`stranger ${i}`, `2001:db8:1:2:${i}::1`)
  expect(waits).toEqual([])
  await guess('stranger', '2001:db8:1:2:ffff:ffff:ffff:ffff')
  expect(waits).toEqual([100])
  await guess('stranger', '2001:db8:1:3::1')
  expect(waits, 'the network beside it does not wait').toEqual([100])
})

test('more attempts than may wait at one address get “Bilin is busy”, and are not counted', async ({
  watched: { guess, hashed, held },
}) => {
  await guess(coordinator, '10.0.0.9', RIGHT)
  for (let i = 0; i < 60; i++) await guess(`stranger ${i}`, '10.0.0.9')
  hashed.length = 0
  let goOn = () => {}
  held.waits = new Promise<void>((resolve) => (goOn = resolve))
  const waiting = times(25, (i) => guess(`guest ${i}`, '10.0.0.9'))
  await ended(5, waiting)
  expect(await guess(coordinator, '10.0.0.9', RIGHT), 'whoever is known there').toBe('signed in')
  goOn()
  const outcomes = await Promise.all(waiting)
  expect(countOf(outcomes, 'sessions.busy')).toBe(5)
  expect(hashed).toHaveLength(1 + 20)
})

test('the refusal says for how many minutes', async ({ watched: { bilin, guess } }) => {
  for (let i = 0; i < 10; i++) await guess(secretary, '10.0.0.5')
  const thrown: unknown = await bilin
    .signIn({ name: secretary, password: RIGHT, address: '10.0.0.5' })
    .catch((e: unknown) => e)
  const refused = toErrorBody(thrown, 'zh-CN')
  expect(refused).toMatchObject({ status: 429, code: 'sessions.too_many_attempts' })
  expect(refused.sentence).toMatch(/1[45] 分钟/u)
})
