/** Every procedure gives the same answer for another tenant's ids and for ids that do not exist. */
import { appRouter, createCaller } from '@bilin/api/router'
import { operatorName } from '../../story/cast.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { collect } from '../support/collect.ts'
import { listScanned } from '../support/statements/plans.ts'
import { hasSent, listSent } from '../support/statements/recorded.ts'
import { inProcess, overHttp } from './sweep/callers.ts'
import { askingFor, openGround, type Ground } from './sweep/ground.ts'
import { inputFor } from './sweep/inputs.ts'
import { compare, NOBODYS, proceduresOf, sweep } from './sweep/procedures.ts'

let ground: Ground

beforeAll(async () => {
  ground = await openGround()
})
afterAll(() => ground?.close())

const typeOf = (path: string) => proceduresOf(appRouter).find((procedure) => procedure.path === path)!.type

test('called by a page', async () => {
  for (const victim of ground.victims) {
    const askers = ground.askers(createCaller)
    const { asked, leaks, notSwept } = await sweep(appRouter, askers, victim)
    expect(notSwept).toEqual([])
    expect(leaks.slice(0, 30)).toEqual([])
    expect(asked).toBeGreaterThan(proceduresOf(appRouter).length * askers.length)
  }
})

/** Procedures that answer without asking the database for a row. No other may join them. */
const withoutStatements = ['estates.blankSheet', 'scorecards.rubrics.template']

test('of each procedure a statement was seen, and so checked to name its tenant', async () => {
  const ask = inProcess(createCaller, ground.world.bilin, ground.person(operatorName), null)
  for (const { path, schema } of proceduresOf(appRouter))
    if (path.startsWith('operator.') || path.startsWith('calendar.'))
      await ask(path, schema && inputFor(schema, ({ as }) => (as === 'uuid' ? crypto.randomUUID() : NOBODYS))?.input)

  // Their statements come after a notice that can be read.
  const notice = { text: '2027-01-01 放假 元旦', title: '示例' }
  expect(await ask('calendar.readNotice', notice)).toMatchObject({ status: 200 })
  expect(await ask('calendar.addNotice', { ...notice, seen: 0 })).toMatchObject({ status: 200 })

  // Its statements come after a workbook that can be read: here the community's own, exported.
  const secretary = await ground.world.as('三桥社区书记').at('sanqiao')
  const { pieces } = await ground.world.bilin.streamEstates(secretary)
  const file = new Uint8Array(Buffer.concat(await collect(pieces)))
  const askAsSecretary = inProcess(createCaller, ground.world.bilin, ground.person('三桥社区书记'), 'sanqiao')
  const read = await askAsSecretary('estates.readFile', { file, source: '台账.xlsx' })
  expect(read).toMatchObject({ status: 200, body: expect.stringContaining('"importId"') })

  // Its statements come after a list that can be read.
  const list = { text: '张伟,三桥社区社工五', days: 7 }
  expect(await askAsSecretary('tenants.inviteAll', list)).toMatchObject({ status: 200 })

  const paths = proceduresOf(appRouter).map(({ path }) => path)
  expect(paths.filter((path) => !hasSent(path))).toEqual(withoutStatements)
})

/** The operator searches all organisations. */
const readsAll = ['operator.tenants', 'operator.tenant']

test('each statement finds the registry’s rows by a key, however many others are on the server', async () => {
  const statements = listSent(readsAll)
  expect(statements.length).toBeGreaterThan(150)
  const without: string[] = []
  for (const statement of statements)
    for (const table of await listScanned(ground.beyond, statement)) without.push(`${table}: ${statement}`)
  expect(without).toEqual([])
})

test('and one that reads all of them is found', async () => {
  const statement = 'select since from membership where tenant_id = $1 or since > $2'
  expect(await listScanned(ground.beyond, statement)).toEqual(['membership'])
  expect(await listScanned(ground.beyond, 'select title from seat where title = $1')).toEqual(['seat'])
  expect(await listScanned(ground.beyond, 'select title from seat where id = $1')).toEqual([])
})

test('a procedure of which no statement was seen answers, so it has none to send', async () => {
  const { call } = ground.askers(createCaller).find(({ name }) => name === 'secretary at home')!
  const coordinator = ground.askers(createCaller).find(({ name }) => name === 'coordinator')!
  expect((await call('estates.blankSheet', undefined)).status).toBe(200)
  expect((await coordinator.call('scorecards.rubrics.template', undefined)).status).toBe(200)
})

test('called over HTTP', async () => {
  const { own, name } = ground.askers(createCaller)[1]!
  const { call } = overHttp(ground.world.bilin, typeOf, ground.person('三桥社区书记'), 'bilin')
  const { leaks, notSwept } = await sweep(appRouter, [{ name, own, call }], ground.alliance)
  expect(notSwept).toEqual([])
  expect(leaks.slice(0, 30)).toEqual([])
})

test('at another tenant’s address, signed in and not', async () => {
  for (const victim of ground.victims)
    for (const person of [ground.person('三桥社区书记'), null])
      expect(await ground.differenceAt(createCaller, appRouter, victim, person)).toEqual([])
})

test('in a batch, and no batch is longer than twenty', async () => {
  const { batch } = overHttp(ground.world.bilin, typeOf, ground.person('三桥社区书记'), 'bilin')
  const { ids, slugs } = ground.alliance
  const queries = askingFor(appRouter).slice(0, 20)
  const asked = (real: boolean) =>
    batch(
      queries.map(({ path }) => path),
      queries.map(({ schema }) => {
        const theirs = (field: string) => ids.get(field.replace(/Ids?$/, ''))?.[0] ?? ids.get('estate')![0]!
        const point = (field: string, as: string) => (as === 'uuid' ? theirs(field) : slugs.get('tenant')!)
        const nobodys = (as: string) => (as === 'uuid' ? crypto.randomUUID() : NOBODYS)
        return inputFor(schema!, ({ as, field }) => (real ? point(field, as) : nobodys(as)))?.input
      }),
    )
  expect(compare(await asked(true), await asked(false), ground.alliance)).toBe(null)

  const many = (length: number) =>
    batch(
      Array.from({ length }, () => 'events.list'),
      Array.from({ length }, () => ({})),
    )
  expect((await many(20)).status).toBe(200)
  expect((await many(21)).status).toBe(400)
})
