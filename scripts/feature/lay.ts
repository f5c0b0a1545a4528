/** The five places of a feature: domain, migration, api, route, messages. Each opens with something that works. */
import { addPage, apiQueries, apiRouter, pageServer } from './lay-code.ts'
import type { FeatureName } from './name.ts'

export type Laid = { file: string; text: string }

export function layFeature(name: FeatureName, migration: string): Laid[] {
  const { plural, singular } = name
  const route = `apps/web/src/routes/[tenant]/${plural}`
  return [
    { file: `packages/domain/src/${plural}/${singular}.ts`, text: domain(name) },
    { file: `packages/domain/src/${plural}/${singular}.test.ts`, text: domainTest(name) },
    { file: `db/migrations/${migration}_${plural}.sql`, text: table(name) },
    { file: `apps/api/src/features/${plural}/router.ts`, text: apiRouter(name) },
    { file: `apps/api/src/features/${plural}/queries.ts`, text: apiQueries(name) },
    { file: `${route}/+page.server.ts`, text: pageServer(name) },
    { file: `${route}/+page.svelte`, text: addPage(name) },
    { file: `packages/i18n/messages/zh-CN/${plural}.json`, text: JSON.stringify(chinese(name)) },
    { file: `packages/i18n/messages/en/${plural}.json`, text: JSON.stringify(english(name)) },
  ]
}

/** What cannot be laid, because it stands in files that belong to everybody. */
export function makeKnown({ plural, singular, word }: FeatureName): string[] {
  return [
    `  apps/api/src/router.ts              import { ${plural} } from './features/${plural}/router.ts', and name it in appRouter`,
    `  packages/domain/src/permissions.ts  '${plural}.add': ['secretary', 'coordinator'],`,
    `  packages/domain/src/events.ts       '${plural}.added',`,
    `  apps/web/src/lib/eventWords.ts      '${plural}.added': its sentence, in packages/i18n/messages/*/events.json`,
    `  apps/web/src/lib/entries.ts         { at: '/${plural}', label: m['${plural}.title'](), … }`,
    `  tests/isolation                     what each actor may do with the table ${singular}`,
    '',
    '  npm run db:generate                 the schema and its types',
    '  npm run test:rules -- -u            the printed table of permissions; read the difference',
    ...(word === plural ? ['', `  Say "${plural}" in Chinese: packages/i18n/messages/zh-CN/${plural}.json`] : []),
  ]
}

const domain = ({ plural, singular, Singular, word }: FeatureName) => `/**
 * ${capital(plural)} ${word}: what one says, and what its writer must give.
 *
 * Shapes   a title, which no other ${singular} of the tenant has, and words if there is more to say.
 * Refusals ${plural}.title_taken.
 */
import { z } from 'zod'
import { line, optional, paragraph } from '../fields.ts'

export const New${Singular} = z.strictObject({ title: line(60), words: optional(paragraph(2000)) })
export type New${Singular} = z.infer<typeof New${Singular}>
`

const domainTest = ({ singular, Singular }: FeatureName) => `import { describe, expect, test } from 'vitest'
import { New${Singular} } from './${singular}.ts'

describe('New${Singular}', () => {
  test('needs a title', () => {
    expect(New${Singular}.safeParse({ title: ' ' }).success).toBe(false)
  })

  test('may come without words, and a title is tidied', () => {
    expect(New${Singular}.parse({ title: ' A  title ', words: '' })).toEqual({ title: 'A title' })
  })

  test('refuses what it does not know', () => {
    expect(New${Singular}.safeParse({ title: 'A title', tenantId: 'other' }).success).toBe(false)
  })
})
`

const table = ({
  plural,
  singular,
  word,
}: FeatureName) => `-- ${capital(plural)} ${word}: what they are and who puts them here.

create table ${singular} (
  tenant_id uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id        uuid not null default gen_random_uuid(),
  title     text not null constraint ${plural}__title_blank check (title <> ''),
  words     text not null default '',
  made_at   timestamptz not null default app.now(),
  primary key (tenant_id, id),
  constraint ${plural}__title_taken unique (tenant_id, title)
);
create index ${singular}_of_author on ${singular} (author_tenant_id);
create index ${singular}_newest on ${singular} (tenant_id, made_at desc);
comment on table ${singular} is 'One ${singular} ${word}, in the tenant that keeps it.';

call app.isolate('${singular}');
`

const chinese = ({ word }: FeatureName) => ({
  title: word,
  lead: `{tenant}的${word}。`,
  none: `还没有${word}。添加以后会列在这里。`,
  name: '名称',
  words: '说明',
  author: '提供单位',
  add: `添加${word}`,
  added: '已新增。',
  title_blank: '请填写名称。',
  title_taken: '已经有同名的了，请换一个名称。',
})

const english = ({ plural, singular }: FeatureName) => ({
  title: capital(plural),
  lead: `The ${plural} of {tenant}.`,
  none: `No ${plural} yet. Once added, they are listed here.`,
  name: 'Title',
  words: 'Description',
  author: 'From',
  add: `Add ${singular}`,
  added: 'Added.',
  title_blank: 'Give it a title.',
  title_taken: 'This title is taken. Choose another.',
})

const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1)
