import { describe, expect, test } from 'vitest'
import { readHouse } from './house.ts'
import * as manners from './manners.ts'
import { everyPageHasATitle } from './titles.ts'

const house = readHouse()
const long = 'const line = 1\n'.repeat(251)

const promises = [
  {
    promise: 'no file is longer than 250 lines',
    rule: manners.noFileIsAHouseOfItsOwn,
    broken: [
      { file: 'apps/api/src/features/estates/long.ts', text: long },
      { file: 'apps/web/src/routes/Long.svelte', text: long },
      { file: 'db/migrations/9001_estates_long.sql', text: long },
    ],
  },
  {
    promise: 'no file, folder or export has a name that says nothing',
    rule: manners.noNameIsVague,
    broken: [
      { file: 'packages/domain/src/utils/round.ts', text: '' },
      { file: 'apps/api/src/scoreHelpers.ts', text: '' },
      { file: 'apps/web/src/lib/DateService.svelte', text: '' },
      { file: 'packages/domain/src/visits.ts', text: 'export type VisitData = { day: string }' },
    ],
  },
  {
    promise: 'what is typed before the script has come stays in every field',
    rule: manners.everyTypedFieldIsBound,
    broken: [
      {
        file: 'apps/web/src/routes/Typed.svelte',
        text: '<input type="date" value={day ?? \'\'} oninput={() => go()} />',
      },
      { file: 'packages/ui/src/fields/Typed.svelte', text: '<textarea {value} rows="3"></textarea>' },
    ],
  },
  {
    promise: 'every page has a title',
    rule: everyPageHasATitle,
    broken: [
      { file: 'apps/web/src/routes/planted/+page.svelte', text: "<h1>{m['app.name']()}</h1>" },
      {
        file: 'apps/web/src/routes/planted/+page.svelte',
        text: "<script>\n  import Untitled from './Untitled.svelte'\n</script>\n<Untitled />",
      },
    ],
  },
  {
    promise: 'no file knows the machine it was written on',
    rule: manners.noFileKnowsTheMachineItWasWrittenOn,
    broken: [
      { file: 'docs/broken.md', text: `see ${'..'}/shared/notes` },
      { file: 'scripts/broken.ts', text: `readFileSync('/${'work'}/main/notes')` },
      { file: '.ci/run', text: `cd /${'home'}/somebody/bilin` },
    ],
  },
]

describe.each(promises)('$promise', ({ rule, broken }) => {
  test('in the house as it is', () => {
    expect(rule(house)).toEqual([])
  })

  test.each(broken)('and $file, which breaks it, is named', (source) => {
    expect(rule([...house, source]).filter((found) => found.startsWith(source.file))).toHaveLength(1)
  })
})

test('a generated file may be as long as it likes', () => {
  expect(house.map(({ file }) => file).filter((file) => /generated|compiled|schema\.sql$/.test(file))).toEqual([])
})
