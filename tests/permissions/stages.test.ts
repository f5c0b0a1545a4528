/**
 * The machines of stages, printed for people in stages.txt: what may be done in which stage, and what leads on.
 * After a change that is meant, `npm run test:rules -- -u` prints them anew.
 */
import { actions } from '@bilin/domain/permissions'
import { projectMachine } from '@bilin/domain/projects/machine'
import { improvementMachine } from '@bilin/domain/scorecards/improvements/machine'
import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { say } from '@bilin/i18n/say'
import { describe, expect, test } from 'vitest'
import { readHouse } from '../architecture/house.ts'
import { printedStages } from './printedStages.ts'

const machines = [
  { machine: roundMachine, words: 'scorecards.rounds.stages' },
  { machine: projectMachine, words: 'projects.stage' },
  { machine: improvementMachine, words: 'scorecards.improvements.state' },
]

test('what may be done in which stage is as printed', async () => {
  const printed = machines.map(({ machine, words }) =>
    printedStages(machine, (stage) => say(`${words}.${stage}`, {}, 'zh-CN')),
  )
  await expect(printed.join('\n')).toMatchFileSnapshot('stages.txt')
})

test('every machine there is gets printed', () => {
  const made = readHouse().flatMap(({ file, text }) =>
    file.startsWith('packages/domain/src/') ? [...text.matchAll(/= stageMachine\(\{\s+name: '(\w+)'/g)] : [],
  )
  expect(made.map(([, name]) => name).toSorted()).toEqual(machines.map(({ machine }) => machine.name).toSorted())
})

describe.each(machines.map(({ machine }) => machine))('the machine of a $name', (machine) => {
  const acts = Object.entries<{ in: readonly string[]; to?: string }>({ ...machine.acts, ...machine.moves })

  test('names only its own stages, and no move leads to where it starts', () => {
    for (const [name, act] of acts) {
      expect(machine.stages, name).toEqual(expect.arrayContaining([...act.in, ...(act.to ? [act.to] : [])]))
      expect(act.in, name).not.toContain(act.to)
    }
  })

  test('leads from its first stage to every other', () => {
    const reached = new Set<string>(machine.stages.slice(0, 1))
    for (const _stage of machine.stages)
      for (const [, act] of acts) if (act.to && act.in.some((stage) => reached.has(stage))) reached.add(act.to)
    expect([...reached].toSorted()).toEqual(machine.stages.toSorted())
  })

  test('lets nobody move it without a permission', () => {
    for (const { may } of Object.values(machine.moves)) expect(actions).toContain(may)
  })
})
