import { createHash, randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { pdf, readPdf } from '../../../support/pdfs.ts'
import { bomb, png, readJpeg } from '../../../support/pictures.ts'
import { actsOf, crossed } from '../../../support/together.ts'
import { refusal, test, type World } from '../../../support/world.ts'
import { afterwards, at, disclosed, responding, slug } from '../round.ts'

const [anhe, longxin, coordinator] = ['万科小区物业经理', '龙馨园物业经理', '联盟协调员']
const sentAs = (name: string, bytes: Buffer) => ({
  fileId: randomUUID(),
  name,
  content: bytes.toString('base64'),
})
const report = pdf('repaired on 2 December')
const photo = png(120, 80)

/** A finding disclosed to Anhe, and what responds to it with files. */
async function found(world: World) {
  await disclosed(world)
  const company = await at(world, anhe, responding)
  const [finding] = (await company.findings.list({ slug })).findings
  const response = { of: 'finding' as const, subjectId: finding!.id, text: '已修复，见附件。' }
  const add = (...files: ReturnType<typeof sentAs>[]) => company.findings.respond({ ...response, files })
  const words = async () =>
    (await company.findings.list({ slug })).findings.find(({ id }) => id === finding!.id)!.response
  const listed = async (title = anhe) => (await (await at(world, title, responding)).findings.list({ slug })).evidence
  return { company, response, add, listed, words }
}

const filesIn = async (world: World) =>
  (await world.beyond.query(`select from file where name <> '数据来源（示例）.pdf'`)).rowCount
const get = async (world: World, title: string, fileId: string) =>
  (await world.as(title).at('bilin', { clock: responding })).files.get({ fileId })

describe('a PDF beside a response', () => {
  test('is listed with its name and size for the company and the coordinator, and comes down as the same bytes', async ({
    world,
  }) => {
    const { add, listed } = await found(world)
    const sent = sentAs('维修验收单.pdf', report)
    await add(sent, sentAs('现场.png', photo))
    for (const title of [anhe, coordinator]) {
      expect(await listed(title), title).toMatchObject([
        { id: sent.fileId, kind: 'pdf', name: '维修验收单.pdf', size: report.length },
        { kind: 'photo', name: '' },
      ])
      const got = await get(world, title, sent.fileId)
      const bytes = Buffer.from(got.content, 'base64')
      expect(got).toMatchObject({ kind: 'pdf', sha256: createHash('sha256').update(report).digest('hex') })
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(got.sha256)
      expect(readPdf(bytes)).toEqual({ version: '1.4', objects: 5, says: 'repaired on 2 December' })
    }
    expect(await refusal(get(world, longxin, sent.fileId))).toBe('files.not_found')
  })

  test('goes with a mark as well, stays when the response is withdrawn, and is there when it is made anew', async ({
    world,
  }) => {
    const { company } = await found(world)
    const { marks } = await company.findings.disclosedMarks({ slug })
    const subjectId = marks.find(({ mark }) => mark !== 5)!.id
    const response = { of: 'mark' as const, subjectId, text: '当日停水，另附说明。' }
    await company.findings.respond({ ...response, files: [sentAs('停水通知.PDF', report)] })
    const shown = async () =>
      (await company.findings.disclosedMarks({ slug })).marks.find(({ id }) => id === subjectId)!.evidence
    expect(await shown()).toMatchObject([{ name: '停水通知.pdf' }])
    await company.findings.withdraw({ of: 'mark', subjectId })
    await company.findings.respond(response)
    expect(await shown()).toHaveLength(1)
  })

  test('is called without what no file system accepts, and by a name that is not too long', async ({ world }) => {
    const { add, listed } = await found(world)
    const long = '长'.repeat(240)
    await add(sentAs('a\r\nb\u202Ec\u0007: "甲/乙".pdf', report), sentAs(`${long}.pdf`, report))
    expect((await listed()).map(({ name }) => name)).toEqual(['a bc 甲 乙.pdf', `${long.slice(0, 80)}.pdf`])
  })

  test('can be removed by its company until the last day, and by nobody else', async ({ world }) => {
    const { company, add, listed } = await found(world)
    const sent = sentAs('单据.pdf', report)
    await add(sent)
    const remove = async (title: string, clock = responding) =>
      (await at(world, title, clock)).findings.removeFile({ fileId: sent.fileId })
    await remove(longxin)
    expect(await refusal(remove(coordinator))).toBe('permissions.not_yours')
    expect(await refusal(remove(anhe, afterwards))).toBe('scorecards.response_deadline_passed')
    expect(await listed()).toHaveLength(1)
    await company.findings.removeFile({ fileId: sent.fileId })
    await company.findings.removeFile({ fileId: sent.fileId })
    expect([await listed(), await filesIn(world)]).toEqual([[], 0])
  })

  test('is not removed any more once the coordinator decides on it, also where both are under way', async ({
    world,
  }) => {
    const { company, add, listed, response } = await found(world)
    const sent = sentAs('单据.pdf', report)
    await add(sent)
    const decision = { findingId: response.subjectId, status: 'stands' as const, reason: '单据日期晚于走访。' }
    const outcomes = await crossed(
      world,
      actsOf(coordinator),
      async () => (await at(world, coordinator, responding)).findings.decide(decision),
      () => company.findings.removeFile({ fileId: sent.fileId }),
    )
    expect(outcomes).toEqual(['done', 'scorecards.already_decided'])
    expect(await listed()).toMatchObject([{ id: sent.fileId }])
  })
})

describe('what is sent as evidence', () => {
  const heic = Buffer.concat([Buffer.from('\0\0\0\x18ftypheic'), Buffer.alloc(200)])
  const refused: [string, string, Buffer, string][] = [
    ['nothing', '单据.pdf', Buffer.alloc(0), 'files.empty'],
    ['a PDF named .jpg', '单据.jpg', report, 'files.pdf_named_otherwise'],
    ['a PDF named .exe behind signs that turn it round', '单据\u202Efdp.exe', report, 'files.pdf_named_otherwise'],
    ['a photo named .pdf', '现场.pdf', photo, 'files.photo_named_pdf'],
    ['a page of HTML named .pdf', '单据.pdf', Buffer.from('<script>alert(1)</script>'), 'files.neither'],
    ['a workbook', '台账.xlsx', Buffer.from('PK\x03\x04'), 'files.neither'],
    ['half a PDF', '单据.pdf', report.subarray(0, report.length / 2), 'files.pdf_broken'],
    ['half a photo', '现场.png', photo.subarray(0, photo.length / 2), 'files.photo_unreadable'],
    ['a photo as an iPhone keeps it', 'IMG_0001.HEIC', heic, 'files.photo_unreadable'],
    ['a picture that unpacks to a thousand million pixels', '现场.png', bomb(30_000), 'files.photo_too_large'],
    ['a PDF of more than 5 MB', '图纸.pdf', pdf('large', 5_000_000), 'files.pdf_too_large'],
    ['a file of more than 12 MB', '图纸.pdf', pdf('larger', 12_000_000), 'files.too_large'],
  ]

  test.for(refused)(
    'is refused in a sentence when it is %s, and nothing of it is kept',
    async ([, ...sent], { world }) => {
      const [name, bytes, sentence] = sent
      const { add, listed } = await found(world)
      expect(await refusal(add(sentAs('好的.pdf', report), sentAs(name, bytes)))).toBe(sentence)
      expect([await listed(), await filesIn(world)]).toEqual([[], 0])
      // The control: without the one that is wrong, the other is kept.
      await add(sentAs('好的.pdf', report))
      expect([(await listed()).length, await filesIn(world)]).toEqual([1, 1])
    },
  )

  test('is at most three files in one place, and those sent together are kept all or not at all', async ({ world }) => {
    const { add, listed } = await found(world)
    const three = ['一.pdf', '二.pdf', '三.pdf'].map((name) => sentAs(name, report))
    expect(await refusal(add(...three, sentAs('四.pdf', report)))).toBe('files.enough')
    await add(...three.slice(0, 2))
    expect(await refusal(add(sentAs('三.pdf', report), sentAs('四.pdf', report)))).toBe('files.enough')
    expect((await listed()).map(({ name }) => name)).toEqual(['一.pdf', '二.pdf'])
    await add(...three)
    expect((await listed()).map(({ name }) => name)).toEqual(['一.pdf', '二.pdf', '三.pdf'])
  })

  test('is a photo whatever its name, made small like every photo', async ({ world }) => {
    const { add, listed } = await found(world)
    await add(sentAs('现场', png(2000, 1000)))
    const [downloaded] = await listed()
    const { content } = await get(world, anhe, downloaded!.id)
    expect(readJpeg(Buffer.from(content, 'base64'))).toMatchObject({ width: 1600, height: 800 })
  })

  test('can be put to one’s own responses only', async ({ world }) => {
    const { response } = await found(world)
    const files = [sentAs('单据.pdf', report)]
    for (const [title, sentence] of [
      [longxin, 'scorecards.finding_not_found'],
      [coordinator, 'permissions.not_yours'],
    ] as const) {
      const asked = (await at(world, title, responding)).findings.respond({ ...response, files })
      expect(await refusal(asked)).toBe(sentence)
    }
    expect(await filesIn(world)).toBe(0)
  })
})
