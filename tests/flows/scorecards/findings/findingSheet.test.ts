import { readSheet } from '@bilin/sheets/read'
import { expect } from 'vitest'
import { test, type World } from '../../../support/world.ts'
import { afterwards, at, coordinatorOf, disclosed, responding, slug } from '../round.ts'

const address = 'https://bilin.example/bilin/scorecards/2026-winter/findings'
const headers = {
  findings: ['小区', '问题', '办理情况', '物业公司异议', '复核理由'],
  marks: ['小区', '原评分', '复核后的评分', '复核理由'],
}

/** The rows of one sheet, or why there are none. */
async function rowsOf(world: World, title: string, which: keyof typeof headers) {
  const { results } = await at(world, title, afterwards)
  const { content } = await results.findingSheet({ slug, address })
  const columns = headers[which].map((header) => ({ key: header, header, kind: 'text' as const }))
  const sheet = { title: which === 'findings' ? '问题与复核' : '有异议的评分', columns }
  const answer = await readSheet(Buffer.from(content, 'base64'), sheet)
  return answer.ok
    ? answer.rows.map(({ values }) => headers[which].map((header) => values[header]))
    : answer.refusal.code
}

test('findings with what was said and decided are saved in Excel, each seat what it reads on the page', async ({
  world,
}) => {
  const { roundId } = await disclosed(world)
  const company = await at(world, '万科小区物业经理', responding)
  const coordinator = await coordinatorOf(world, afterwards)
  const [lane, bin] = (await company.findings.list({ slug })).findings
  const mark = (await company.findings.disclosedMarks({ slug })).marks.find(({ mark }) => mark === 1)!
  await company.findings.respond({ of: 'finding', subjectId: lane!.id, text: '两分钟后清开。' })
  await company.findings.respond({ of: 'mark', subjectId: mark.id, text: '当时在演练。' })
  await coordinator.findings.settle({ roundId, seen: 'responding' })
  await coordinator.findings.decide({ findingId: lane!.id, status: 'struck', reason: '属实。' })
  await coordinator.findings.decideMark({ markId: mark.id, mark: 3, reason: '改为三分。' })

  const struck = ['万科小区', lane!.text, '问题撤销', '两分钟后清开。', '属实。']
  const silent = ['万科小区', bin!.text, '没有答复，按认可处理', '', '']
  for (const title of ['联盟协调员', '万科小区物业经理']) {
    expect(await rowsOf(world, title, 'findings'), title).toEqual(expect.arrayContaining([struck, silent]))
    expect(await rowsOf(world, title, 'marks'), title).toEqual([['万科小区', '1', '3', '改为三分。']])
  }
  expect(await rowsOf(world, '三桥社区书记', 'findings'), 'before it is published').toBe('no_rows')

  await coordinator.results.publish({ roundId, seen: 'settling' })
  expect(await rowsOf(world, '三桥社区书记', 'findings'), 'what counted').toEqual([silent])
  expect(await rowsOf(world, '龙馨园物业经理', 'findings'), 'another company').toBe('no_rows')
})
