import { expect } from 'vitest'
import { waitingFor } from '../../../support/errands.ts'
import { refusal, test } from '../../../support/world.ts'
import { afterwards, at, coordinatorOf, disclosed, responding, slug, visited } from '../round.ts'

const note = '异议期快截止了，请抓紧答复。'

test('companies that have not answered are reminded with one tap, once a day with the same words', async ({
  world,
}) => {
  const { roundId } = await disclosed(world)
  const coordinator = await coordinatorOf(world, responding)
  await (await at(world, '龙馨园物业经理', responding)).findings.acceptRest({ roundId })
  expect(await coordinator.findings.remind({ roundId, note })).toEqual({ reminded: 1 })
  expect(await coordinator.findings.remind({ roundId, note })).toEqual({ reminded: 0 })
  expect(await coordinator.findings.remind({ roundId, note: `${note}谢谢。` })).toEqual({ reminded: 1 })
  const tomorrow = await coordinatorOf(world, new Date(+responding + 86_400_000))
  expect(await tomorrow.findings.remind({ roundId, note })).toEqual({ reminded: 1 })

  const company = await at(world, '万科小区物业经理', responding)
  expect((await company.findings.list({ slug })).reminder).toMatchObject({ note })
  const errands = await waitingFor(world, '万科小区物业经理', 'scorecards.response', { clock: responding })
  expect(errands.filter(({ path }) => path.includes(slug)).map(({ about }) => about)).toEqual([`冬季互评 · ${note}`])
  // The one that has answered is left alone, and does not read what the other was sent.
  expect((await (await at(world, '龙馨园物业经理', responding)).findings.list({ slug })).reminder).toBeNull()
  expect(await refusal(company.findings.remind({ roundId, note }))).toBe('permissions.not_yours')
})

test('nobody is reminded before responses are open, nor after their last day', async ({ world }) => {
  const { roundId } = await visited(world)
  const early = await coordinatorOf(world)
  expect(await refusal(early.findings.remind({ roundId, note }))).toBe('scorecards.round_not_responding')
  await (await coordinatorOf(world, responding)).findings.openResponses({ roundId, seen: 'visiting' })
  const late = await coordinatorOf(world, afterwards)
  expect(await refusal(late.findings.remind({ roundId, note }))).toBe('scorecards.response_deadline_passed')
})
