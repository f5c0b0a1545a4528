/** Each rule is checked on the code base, and on the code base with one file that breaks it, which must be named. */
import { describe, expect, test } from 'vitest'
import * as arrows from './arrows.ts'
import { readHouse, type Rule, type Source } from './house.ts'
import { noPageLoadsTheRulesOfTyping } from './loads.ts'
import { aFeatureWritesOnlyItsOwnTables } from './ownership.ts'

const house = readHouse()

type Promise = { promise: string; rule: Rule; broken: Source[] }

const migration = {
  file: 'db/migrations/9001_estates_gate.sql',
  text: "create table gate (\n  id uuid\n);\ncall app.attach('gate', '{}');",
}

const promises: Promise[] = [
  {
    promise: 'every room looks only where its arrow reaches',
    rule: arrows.everyRoomLooksOnlyWhereItMay,
    broken: [
      {
        file: 'packages/ui/src/Broken.svelte',
        text: "<script>\n  import { m } from '@bilin/i18n'\n</script>",
      },
      { file: 'packages/domain/src/broken.ts', text: "import { connect } from '../../../db/src/connect.ts'" },
      { file: 'apps/api/src/broken.ts', text: "import type { PageData } from '@bilin/web/page'" },
      { file: 'apps/web/src/lib/broken.ts', text: "import {\n  openBilin,\n} from '@bilin/api/bilin'" },
      {
        file: 'apps/web/src/routes/Broken.svelte',
        text: "<script>\n  const api = await import('@bilin/api/app')\n</script>",
      },
      { file: 'db/src/broken.ts', text: "export { refuse } from '@bilin/domain/refusal'" },
    ],
  },
  {
    promise: 'no feature imports another feature',
    rule: arrows.noFeatureImportsAnother,
    broken: [
      {
        file: 'apps/api/src/features/compare/broken.ts',
        text: "import { listRounds } from '../scorecards/queries.ts'",
      },
      {
        file: 'packages/domain/src/projects/broken.ts',
        text: "import { stages } from '../scorecards/round.ts'",
      },
      {
        file: 'apps/web/src/routes/[tenant]/projects/Broken.svelte',
        text: "import Card from '../scorecards/Card.svelte'",
      },
    ],
  },
  {
    promise: 'the composition roots are imported by nobody',
    rule: arrows.compositionRootsAreImportedByNobody,
    broken: [
      {
        file: 'apps/api/src/features/estates/broken.ts',
        text: "import { appRouter } from '../../router.ts'",
      },
      { file: 'apps/web/src/lib/broken.ts', text: "import { openApp } from '@bilin/api/app'" },
    ],
  },
  {
    promise: 'the domain knows no clock, no dice and no outside',
    rule: arrows.theDomainIsPure,
    broken: [
      {
        file: 'packages/domain/src/projects/late.ts',
        text: 'export const late = (day: Date) => day < new Date()',
      },
      { file: 'packages/domain/src/projects/file.ts', text: "import { readFileSync } from 'node:fs'" },
    ],
  },
  {
    promise: 'no page makes a browser load the rules of typing',
    rule: noPageLoadsTheRulesOfTyping,
    broken: [
      { file: 'apps/web/src/lib/Broken.svelte', text: "<script>\n  import { z } from 'zod'\n</script>" },
      {
        file: 'apps/web/src/routes/Broken.svelte',
        text: "<script>\n  import { NewVisit, type Reviewer } from '@bilin/domain/scorecards/rota/recusal'\n</script>",
      },
      {
        file: 'apps/web/src/routes/broken/+page.ts',
        text: "const { template } = await import('@bilin/domain/scorecards/rubrics/template')",
      },
    ],
  },
  {
    promise: 'a feature writes only its own tables',
    rule: aFeatureWritesOnlyItsOwnTables,
    broken: [
      { file: 'apps/api/src/features/projects/built.ts', text: "db.insertInto('gate').values(gate)" },
      { file: 'apps/api/src/features/projects/step.ts', text: "db.insertInto('projectStep').values(step)" },
      { file: 'apps/api/src/features/projects/raw.ts', text: 'sql`update gate g\n set open = true`' },
      { file: 'apps/api/src/features/projects/attached.ts', text: "db.insertInto('gateFile').values(link)" },
      { file: 'db/migrations/9002_projects_gates.sql', text: 'delete from gate;' },
    ],
  },
]

describe.each(promises)('$promise', ({ promise, rule, broken }) => {
  test('in the house as it is', () => {
    expect(rule(house)).toEqual([])
  })

  test.each(broken)(`and $file, which breaks it, is named`, (source) => {
    expect(
      rule([...house, migration, source]).filter((found) => found.startsWith(source.file)),
      promise,
    ).toHaveLength(1)
  })
})

test('a feature may read any table, and name the types of the api', () => {
  const honest: Source[] = [
    { file: 'apps/api/src/features/projects/honest.ts', text: "db.selectFrom('gate').innerJoin('estate')" },
    { file: 'apps/web/src/lib/honest.ts', text: "import type { AppRouter } from '@bilin/api/bilin'" },
    { file: 'apps/web/src/hooks.server.ts', text: "import { openBilin } from '@bilin/api/bilin'" },
    { file: 'apps/web/src/routes/+page.server.ts', text: "import { z } from 'zod'" },
    {
      file: 'apps/web/src/routes/Honest.svelte',
      text: "<script>\n  import type { Reviewer } from '@bilin/domain/scorecards/rota/recusal'\n</script>",
    },
  ]
  for (const { rule } of promises) expect(rule([migration, ...honest])).toEqual([])
})
