import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { dropPromise } from '../../../support/promises.ts'
import { asFromAPhone, bomb, png, readJpeg } from '../../../support/pictures.ts'
import { refusal, test, type World } from '../../../support/world.ts'
import { at, coordinatorOf, marks, opened, openBin, responding, slug, openResponses } from '../round.ts'
import { uploadSheet } from './uploads.ts'

const reviewer = '国胜社区社工一'
const filesOf = async (world: World, title: string, clock?: Date) =>
  (await world.as(title).at('bilin', clock && { clock })).files
const base64 = (bytes: Buffer) => bytes.toString('base64')
const small = base64(png(120, 80))

/** A draft of 万科小区 with one finding, to which photos can be put. */
async function drafted(world: World) {
  const round = await opened(world)
  const visitId = round.visitOf(reviewer)
  const subjectId = randomUUID()
  const scorecards = await at(world, reviewer)
  const draft = { visitId, marks: marks(4), findings: [{ id: subjectId, ...openBin }] }
  await scorecards.visits.save({ revision: 0, ...draft })
  const add = (photoId: string, content = small) =>
    scorecards.photos.add({ photoId, of: 'visit_finding', subjectId, content })
  return { round, visitId, subjectId, scorecards, draft, add }
}

const photosIn = async (world: World) => {
  const links = ['visit_finding', 'finding', 'response', 'result_finding', 'improvement'].map(
    (of) => `select file_id as id, '${of}' as of, place from ${of}_file`,
  )
  const { rows } = await world.beyond.query<{ id: string; of: string | null }>(
    `select id, of from file left join (${links.join(' union all ')}) link using (id) where kind = 'photo' order by place`,
  )
  return rows
}

describe('a photo of a finding', () => {
  test('is kept upright, at most 1600 pixels a side, and without where, when and by which phone it was taken', async ({
    world,
  }) => {
    const { add } = await drafted(world)
    const files = await filesOf(world, reviewer)
    const [plain, turned] = [randomUUID(), randomUUID()]
    await add(plain, base64(png(2000, 1000)))
    const first = Buffer.from((await files.get({ fileId: plain })).content, 'base64')
    expect(readJpeg(first)).toMatchObject({ width: 1600, height: 800 })

    const fromAPhone = asFromAPhone(first)
    expect(readJpeg(fromAPhone).segments, 'the control: it comes with EXIF').toContain('e1')
    await add(turned, base64(fromAPhone))
    const stored = Buffer.from((await files.get({ fileId: turned })).content, 'base64')
    expect(readJpeg(stored)).toMatchObject({ width: 800, height: 1600 })
    for (const metadata of ['e1', 'e2', 'ed', 'fe']) expect(readJpeg(stored).segments).not.toContain(metadata)
    expect(stored.includes('BilinPhone') || stored.includes('Exif')).toBe(false)
  })

  test('is refused in a sentence when it is no picture, a broken one, or too many pixels', async ({ world }) => {
    const { add } = await drafted(world)
    const picture = png(400, 300)
    const heic = Buffer.concat([Buffer.from('\0\0\0\x18ftypheic'), Buffer.alloc(200)])
    for (const bytes of [Buffer.from('%PDF-1.7 …'), heic, picture.subarray(0, picture.length / 2)])
      expect(await refusal(add(randomUUID(), base64(bytes)))).toBe('files.photo_unreadable')
    expect(await refusal(add(randomUUID(), base64(bomb(30_000))))).toBe('files.photo_too_large')
    expect(await photosIn(world)).toEqual([])
  })

  test('sent twice, one after the other or at once, is kept once; without its id it would be twice', async ({
    world,
  }) => {
    const { add } = await drafted(world)
    const photoId = randomUUID()
    await add(photoId)
    await add(photoId)
    const other = randomUUID()
    await Promise.all([add(other), add(other), add(other)])
    expect(await photosIn(world)).toHaveLength(2)
    const control = await drafted2(world)
    await Promise.all([control.add(randomUUID()), control.add(randomUUID())])
    expect(await photosIn(world)).toHaveLength(4)
  })

  test('is one of three at most, also when four come at once', async ({ world }) => {
    const { add, scorecards } = await drafted(world)
    const ids = [1, 2, 3, 4].map(() => randomUUID())
    const answers = await Promise.all(
      ids.map((photoId) =>
        add(photoId).then(
          () => 'kept',
          () => 'refused',
        ),
      ),
    )
    expect(answers.sort()).toEqual(['kept', 'kept', 'kept', 'refused'])
    expect(await refusal(add(randomUUID()))).toBe('files.enough')
    const [first] = await photosIn(world)
    await scorecards.photos.remove({ photoId: first!.id })
    await scorecards.photos.remove({ photoId: first!.id })
    await add(randomUUID())
    expect(await photosIn(world)).toHaveLength(3)
  })

  test('goes with a finding only, stays with it over saves, and goes when it goes', async ({ world }) => {
    const { add, scorecards, draft, subjectId, visitId } = await drafted(world)
    const loose = { photoId: randomUUID(), of: 'visit_finding' as const, content: small }
    expect(await refusal(scorecards.photos.add({ ...loose, subjectId: randomUUID() }))).toBe(
      'scorecards.photo_needs_deduction',
    )
    await add(randomUUID())
    const reworded = [{ ...openBin, id: subjectId, text: '桶站满溢。' }]
    await scorecards.visits.save({ ...draft, revision: 1, findings: reworded })
    expect((await scorecards.visits.get({ visitId })).findings[0]).toMatchObject({ id: subjectId })
    expect(await photosIn(world)).toHaveLength(1)
    // From Excel findings come without ids.
    const { file } = { file: (await scorecards.visits.sheet({ visitId })).content }
    await uploadSheet(scorecards, { visitId, revision: 2, file })
    expect(await photosIn(world)).toHaveLength(1)
    await scorecards.visits.save({ ...draft, revision: 3, findings: [] })
    expect(await photosIn(world)).toEqual([])
  })

  test('can neither come nor go once the visit is submitted; the same one sent again is still fine', async ({
    world,
  }) => {
    const { add, scorecards, visitId } = await drafted(world)
    const photoId = randomUUID()
    await add(photoId)
    await scorecards.visits.submit({ visitId, revision: 1 })
    expect(await refusal(add(randomUUID()))).toBe('scorecards.already_submitted')
    expect(await refusal(scorecards.photos.remove({ photoId }))).toBe('scorecards.already_submitted')
    await add(photoId)
    expect(await photosIn(world)).toHaveLength(1)
  })

  test('goes when the coordinator drops the visit', async ({ world }) => {
    const { add, visitId } = await drafted(world)
    await add(randomUUID())
    await (await coordinatorOf(world)).rota.dropVisit({ visitId })
    expect(await photosIn(world)).toEqual([])
  })
})

describe('a photo is seen', () => {
  const others = ['万科小区物业经理', '三桥社区书记', '江海湾物业经理']

  test('by the reviewer’s own member and the coordinator; to everybody else it is as if it were not there', async ({
    world,
  }) => {
    const { add } = await drafted(world)
    const photoId = randomUUID()
    await add(photoId)
    for (const title of [reviewer, '国胜社区社工二', '联盟协调员'])
      expect((await (await filesOf(world, title)).get({ fileId: photoId })).content, title).toMatch(/^\/9j/)
    for (const title of others)
      for (const asked of [photoId, randomUUID()])
        expect(await refusal((await filesOf(world, title)).get({ fileId: asked })), title).toBe('files.not_found')

    await dropPromise(world.beyond, 'file', 'visible_to_those_named')
    for (const title of others)
      expect((await (await filesOf(world, title)).get({ fileId: photoId })).content, title).toMatch(/^\/9j/)
  })

  test('by nobody else’s hand: a stranger cannot put one to another’s finding', async ({ world }) => {
    const { subjectId } = await drafted(world)
    const stranger = await at(world, '江海湾物业经理')
    const photo = { photoId: randomUUID(), of: 'visit_finding' as const, subjectId, content: small }
    expect(await refusal(stranger.photos.add(photo))).toBe('scorecards.photo_needs_deduction')
  })

  test('by the company once it is passed on, as a copy that says nothing of the visit it came from', async ({
    world,
  }) => {
    const { add, scorecards, visitId, round } = await drafted(world)
    await add(randomUUID())
    await scorecards.visits.submit({ visitId, revision: 1 })
    const coordinator = await coordinatorOf(world, responding)
    await openResponses(coordinator, round.roundId)
    const copy = (await photosIn(world)).find(({ of }) => of === 'finding')
    expect((await (await filesOf(world, '万科小区物业经理', responding)).get({ fileId: copy!.id })).content).toMatch(
      /^\/9j/,
    )
    const seen = await world.beyond.query('select * from file where id = $1', [copy!.id])
    expect(seen.rows[0]).toMatchObject({ reviewer_id: null, made_at: responding })
  })
})

/** A second finding of the same visit, for the control. */
async function drafted2(world: World) {
  const scorecards = await at(world, reviewer)
  const visits = await scorecards.visits.mine()
  const visit = visits.find(({ slug: of, own }) => of === slug && own)!
  const form = await scorecards.visits.get({ visitId: visit.id })
  const subjectId = randomUUID()
  const findings = [...form.findings, { ...openBin, id: subjectId, place: '北门' }]
  await scorecards.visits.save({ visitId: visit.id, revision: form.revision, marks: marks(4), findings })
  return {
    add: (photoId: string) => scorecards.photos.add({ photoId, of: 'visit_finding', subjectId, content: small }),
  }
}
