import { verifyLedger } from '@bilin/api/features/scorecards/seals/verify'
import { readSheet } from '@bilin/sheets/read'
import { expect } from 'vitest'
import { refusal, test } from '../../../support/world.ts'
import { afterwards, coordinatorOf, disclosed, settled, slug } from '../round.ts'

/** What a workbook's column of vetoes has. */
async function vetoesIn(content: string): Promise<string[]> {
  const columns = [{ key: 'veto', header: '一票否决', kind: 'text' as const }]
  const answer = await readSheet(Buffer.from(content, 'base64'), { title: '', columns })
  return answer.ok ? answer.rows.flatMap(({ values }) => values['veto'] || []) : [answer.refusal.code]
}

test('a veto is decided on expressly, disputed or not, before anything is published', async ({ world }) => {
  const { roundId } = await disclosed(world)
  await world.beyond.query(`update finding set veto = '发生安全责任事故' where round_id = $1 and severity = 'S1'`, [
    roundId,
  ])
  const coordinator = await coordinatorOf(world, afterwards)
  const { id: findingId } = (await coordinator.findings.list({ slug })).findings.find(({ veto }) => veto !== null)!
  const stands = { findingId, status: 'stands' as const, reason: '事实清楚，否决成立。' }
  expect(await refusal(coordinator.findings.decide(stands))).toBe('scorecards.no_response_to_decide')
  await coordinator.findings.settle({ roundId, seen: 'responding' })
  expect(await refusal(coordinator.results.publish({ roundId, seen: 'settling' }))).toBe('scorecards.vetoes_undecided')
  await coordinator.findings.decide(stands)
  await coordinator.results.publish({ roundId, seen: 'settling' })
  const { results } = await coordinator.results.list({ slug })
  expect(results.find(({ name }) => name === '万科小区')).toMatchObject({ stars: 1, vetoed: ['发生安全责任事故'] })
  const compare = (await world.as('联盟协调员').at('bilin', { clock: afterwards })).compare
  const { content } = await compare.sheet({ round: slug })
  const books = [await coordinator.results.sheet({ slug }), await coordinator.results.findingSheet({ slug })]
  for (const sheet of [content, ...books.map((book) => book.content)])
    expect(await vetoesIn(sheet), 'named beside the star').toEqual(['发生安全责任事故'])
})

test('a veto is lifted while its finding stands: the cap stays, the stars follow the score, and the card says so', async ({
  world,
}) => {
  const { roundId, estateId } = await settled(world)
  const veto = '发生安全责任事故'
  const coordinator = await coordinatorOf(world, afterwards)
  const { findings } = await coordinator.findings.list({ slug })
  const [lane, bin] = ['E3', 'C2'].map((code) => findings.find(({ indicator }) => indicator === code)!)
  const lift = { findingId: lane!.id, status: 'veto_lifted', reason: '有隐患，但没有发生事故。' } as const
  await world.beyond.query('update finding set veto = $1 where id = $2', [veto, lane!.id])
  await coordinator.findings.decide(lift)
  expect((await coordinator.findings.list({ slug })).counts).toMatchObject({ veto_lifted: 1, stands: 0 })
  await coordinator.results.publish({ roundId, seen: 'settling' })

  const {
    result,
    dimensions,
    findings: shown,
  } = await coordinator.results.card({ slug, estateId: estateId('万科小区') })
  expect(result).toMatchObject({ stars: 3, vetoed: [] })
  expect(dimensions.find(({ dimension }) => dimension === 'E')).toMatchObject({ percent: 40, capped: true })
  expect(shown.find(({ indicator }) => indicator === 'E3')).toMatchObject({
    veto: null,
    liftedVeto: veto,
    decision: lift.reason,
  })
  expect(await vetoesIn((await coordinator.results.findingSheet({ slug })).content)).toEqual([
    `一票否决“${veto}”不成立`,
  ])
  expect((await world.ledger('bilin', verifyLedger)).problems).toEqual([])
  const again = {
    roundId,
    version: 1,
    reason: '更正。',
    findings: [{ findingId: bin!.id, status: 'veto_lifted' as const }],
  }
  expect(await refusal(coordinator.results.correct(again)), 'it names no veto').toBe('scorecards.no_veto_to_lift')
})
