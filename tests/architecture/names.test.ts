import { describe, expect, test } from 'vitest'
import { readHouse, type Source } from './house.ts'
import * as names from './names.ts'

const house = readHouse()
const sixteen = Array.from({ length: 16 }, (_, at) => ({ file: `apps/web/src/lib/wide/part${at}.ts`, text: '' }))

const promises: {
  promise: string
  rule: (sources: readonly Source[]) => string[]
  planted: Source[]
  named: string
}[] = [
  {
    promise: 'no folder of code has more than fifteen files',
    rule: names.noFolderIsTooWide,
    planted: sixteen,
    named: 'apps/web/src/lib/wide',
  },
  {
    promise: 'no exported name has two meanings',
    rule: names.noNameHasTwoMeanings,
    planted: [
      { file: 'packages/domain/src/planted.ts', text: 'export const plantedName = 1' },
      { file: 'apps/api/src/planted.ts', text: 'export function plantedName() {}' },
    ],
    named: 'plantedName',
  },
  {
    promise: 'no code uses a word that the glossary retires',
    rule: names.noRetiredWordIsUsed,
    planted: [{ file: 'apps/api/src/planted.ts', text: 'const ownId = seat.tenantId' }],
    named: 'ownId',
  },
  {
    promise: 'a function that touches rows begins with what it does to them',
    rule: names.everyQuerySaysWhatItDoesToRows,
    planted: [
      {
        file: 'apps/api/src/features/projects/planted.ts',
        text: "export function projectsOf(db: TenantDb) {\n  return db.selectFrom('project').execute()\n}\n",
      },
    ],
    named: 'projectsOf',
  },
  {
    promise: 'no two procedures of a router have one name',
    rule: names.noProcedureIsNamedTwice,
    planted: [
      {
        file: 'apps/api/src/features/scorecards/rota/planted.ts',
        text: 'export const a = {\n  plan: member.query(x),\n}',
      },
    ],
    named: 'scorecards.rota.plan',
  },
]

describe.each(promises)('$promise', ({ rule, planted, named }) => {
  test('in the code as it is', () => {
    expect(rule(house)).toEqual([])
  })

  test('and one that breaks it is named', () => {
    expect(rule([...house, ...planted]).join('\n')).toContain(named)
  })
})

test('a retired word is read from the last column of the glossary', () => {
  expect(names.retiredIn('| idea | 中 | en | `new` | `old`, `older` |\n| `x` | | | `y` | |')).toEqual(['old', 'older'])
})
