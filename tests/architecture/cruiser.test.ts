/** The rules of dependency-cruiser, tried on a code base in which every one of them is broken. */
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const house = path.resolve(import.meta.dirname, '../..')

const broken = {
  'packages/domain/src/clock.ts': "import { readFileSync } from 'node:fs'\nexport const read = readFileSync",
  'packages/domain/src/rooms.ts': "export * from '../../../db/src/tables.ts'",
  'packages/ui/src/Words.svelte': '<script lang="ts">\n  import { m } from \'../../i18n/src/index.ts\'\n</script>\n{m}',
  'packages/i18n/src/index.ts': "export const m = 'word'",
  'db/src/tables.ts': "export { round } from './circle.ts'",
  'db/src/circle.ts': "export * from './tables.ts'\nexport const round = 1",
  'db/src/lost.ts': "export * from './nowhere.ts'",
  'apps/api/src/router.ts': "export * from './features/estates/router.ts'",
  'apps/api/src/features/estates/router.ts': 'export const estates = 1',
  'apps/api/src/features/projects/router.ts': "export * from '../estates/router.ts'",
  'apps/api/src/rooms/files/photos.ts': "export * from '../../features/estates/router.ts'",
  'apps/api/src/rooms/stages/createMove.ts': "export * from '../history/steps.ts'\nexport * from '../files/photos.ts'",
  'apps/api/src/rooms/history/steps.ts': 'export const steps = 1',
  'apps/api/src/rooms/errands/list.ts': "export * from '../history/steps.ts'",
  'apps/api/src/session.ts': "export * from './router.ts'",
  'apps/web/src/lib/procedures.ts': "export * from '../../../api/src/session.ts'",
  'apps/web/src/lib/words/rounds.ts': "export * from '../../routes/[tenant]/scorecards/[round]/visits/words.ts'",
  'apps/web/src/routes/[tenant]/scorecards/[round]/visits/words.ts': "export * from '../cards/words.ts'",
  'apps/web/src/routes/[tenant]/scorecards/[round]/cards/words.ts':
    "export * from '../../../../../lib/server/answer.ts'",
  'apps/web/src/lib/server/answer.ts': 'export const answer = 1',
  'apps/web/src/lib/honest.ts':
    "import type { estates } from '../../../api/src/features/estates/router.ts'\nexport type E = typeof estates",
}

const named = [
  'domain-needs-only-zod: packages/domain/src/clock.ts',
  'domain-reaches-only-its-arrows: packages/domain/src/rooms.ts',
  'ui-reaches-only-its-arrows: packages/ui/src/Words.svelte',
  'no-circles: db/src/circle.ts',
  'nothing-unresolved: db/src/lost.ts',
  'a-feature-never-imports-a-feature: apps/api/src/features/projects/router.ts',
  'a-shared-room-knows-no-feature: apps/api/src/rooms/files/photos.ts',
  'a-shared-room-knows-no-other: apps/api/src/rooms/errands/list.ts',
  'stages-know-history-and-no-other-room: apps/api/src/rooms/stages/createMove.ts → apps/api/src/rooms/files/photos.ts',
  'what-pages-share-knows-no-page: apps/web/src/lib/words/rounds.ts',
  'round-page-visits-looks-only-down: apps/web/src/routes/[tenant]/scorecards/[round]/visits/words.ts',
  'only-the-server-imports-what-is-the-servers: apps/web/src/routes/[tenant]/scorecards/[round]/cards/words.ts',
  'composition-roots-are-imported-by-nobody: apps/api/src/session.ts',
  'web-knows-the-api-by-type-only: apps/web/src/lib/procedures.ts',
]

let folder: string
let output: string

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'bilin-cruise-'))
  for (const [file, text] of Object.entries(broken)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    writeFileSync(path.join(folder, file), text)
  }
  copyFileSync(path.join(house, 'tsconfig.base.json'), path.join(folder, 'tsconfig.base.json'))
  output = cruise()
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.each(named)('%s', (violation) => {
  expect(output).toContain(violation)
})

test('stages insert steps', () => {
  expect(output).not.toContain('createMove.ts → apps/api/src/rooms/history')
})

test('an import of types alone is allowed', () => {
  expect(output).not.toContain('honest.ts')
})

function cruise(): string {
  const bin = path.join(house, 'node_modules/.bin/depcruise')
  try {
    const args = [bin, '--config', path.join(house, '.dependency-cruiser.cjs'), 'apps', 'packages', 'db']
    return execFileSync(process.execPath, args, {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
    })
  } catch (error) {
    return (error as { stdout: string }).stdout
  }
}
