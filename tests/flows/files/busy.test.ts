/** Photos take long to make small: meanwhile no connection is held that somebody else waits for. */
import { randomUUID } from 'node:crypto'
import { openApp } from '@bilin/api/app'
import { inTenant } from '@bilin/db/tenant'
import { expect } from 'vitest'
import { large } from '../../support/pictures.ts'
import { sessionOf } from '../../support/sessions.ts'
import { refusal, test, type World } from '../../support/world.ts'
import { at, disclosed, responding, slug } from '../scorecards/round.ts'

const [anhe, secretary] = ['万科小区物业经理', '三桥社区书记']
/** What a test has, and more forms than that. */
const CONNECTIONS = 4
const FORMS = 6

/** Anhe disputes as many marks at once, each with a photo of 49 million pixels; answers the forms as they are answered. */
async function disputing(world: World) {
  await disclosed(world)
  const company = await at(world, anhe, responding)
  const { marks } = await company.findings.disclosedMarks({ slug })
  const disputed = marks.filter(({ mark }) => mark !== 5).slice(0, FORMS)
  const content = large(7000).toString('base64')
  return () =>
    disputed.map(({ id: subjectId }) => {
      const files = [{ fileId: randomUUID(), name: '现场.png', content }]
      return company.findings.respond({ of: 'mark', subjectId, text: '见照片。', files })
    })
}

/** What somebody else gets who opens a page once the work has begun: how much of it is over by then. */
async function overWhenAnswered(world: World, works: Promise<unknown>[]): Promise<number> {
  const other = await world.as(secretary).at('bilin', { clock: responding })
  let over = 0
  for (const work of works) void work.then(() => (over += 1)).catch(() => {})
  await new Promise((resolve) => setTimeout(resolve, 100))
  await other.scorecards.rounds.list()
  return over
}

test('whoever opens a page while many photos arrive is answered before them, and all photos are kept', async ({
  world,
}) => {
  const forms = (await disputing(world))()
  expect(await overWhenAnswered(world, forms)).toBeLessThan(FORMS - CONNECTIONS)
  await Promise.all(forms)
  expect((await world.beyond.query('select from response_file')).rowCount).toBe(FORMS)
})

test('control: while as many work inside their transactions, whoever opens a page waits for one of them', async ({
  world,
}) => {
  const actor = { session: await sessionOf(world.beyond, anhe), tenant: 'bilin', seatId: null, clock: null }
  const works = Array.from({ length: FORMS }, () =>
    inTenant(world.bilin.pool, actor, () => new Promise((resolve) => setTimeout(resolve, 400))),
  )
  expect(await overWhenAnswered(world, works)).toBeGreaterThan(FORMS - CONNECTIONS)
  await Promise.all(works)
})

/** As many requests as forms, of which the first bytes have come. */
function halfSent(world: World, session: string) {
  const bodies: ReadableStreamDefaultController<Uint8Array>[] = []
  const app = openApp(world.bilin, () => ({ session, locale: 'zh-CN', requestId: 'test' }))
  const requests = Array.from({ length: FORMS }, async () => {
    const body = new ReadableStream<Uint8Array>({
      start(stream) {
        stream.enqueue(new TextEncoder().encode('{"of":"mark"'))
        bodies.push(stream)
      },
    })
    const headers = {
      'sec-fetch-site': 'same-origin',
      'bilin-tenant': 'bilin',
      'content-type': 'application/json',
      'content-length': '5000',
    }
    const init = { method: 'POST', headers, body, duplex: 'half' }
    return (await app.request('http://bilin.test/api/trpc/scorecards.findings.respond', init)).status
  })
  return { requests, bodies }
}

test('requests whose rest does not come keep nobody waiting, and one that breaks off is no fault of the database', async ({
  world,
}) => {
  const { requests, bodies } = halfSent(world, await sessionOf(world.beyond, anhe))
  expect(await overWhenAnswered(world, requests)).toBe(0)
  for (const body of bodies) body.error(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }))
  expect(new Set(await Promise.all(requests))).toEqual(new Set([400]))
})

test('a picture that would be unpacked to more memory than the largest photo is refused before it is', async ({
  world,
}) => {
  await disclosed(world)
  const company = await at(world, anhe, responding)
  const { marks } = await company.findings.disclosedMarks({ slug })
  const subjectId = marks.find(({ mark }) => mark !== 5)!.id
  const sent = (deep: boolean) =>
    company.findings.respond({
      of: 'mark',
      subjectId,
      text: '见照片。',
      files: [{ fileId: randomUUID(), name: '现场.png', content: large(6500, deep).toString('base64') }],
    })
  expect(await refusal(sent(true))).toBe('files.photo_too_large')
  await sent(false)
})
