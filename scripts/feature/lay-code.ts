/** The api's and the page's part of a new feature. */
import type { FeatureName } from './name.ts'

export const apiRouter = ({
  plural,
  singular,
  Singular,
}: FeatureName) => `import { New${Singular} } from '@bilin/domain/${plural}/${singular}'
import { record } from '../../record.ts'
import { member, permitted, router } from '../../trpc.ts'
import { insert${Singular}, list${capital(plural)} } from './queries.ts'

export const ${plural} = router({
  list: member.query(({ ctx: { db } }) => list${capital(plural)}(db)),

  add: permitted('${plural}.add')
    .input(New${Singular})
    .mutation(async ({ ctx: { db }, input }) => {
      const ${singular} = await insert${Singular}(db, input)
      await record(db, '${plural}.added', ${singular}.id, { title: input.title })
      return ${singular}
    }),
})
`

export const apiQueries = ({
  plural,
  singular,
  Singular,
}: FeatureName) => `import type { TenantDb } from '@bilin/db/tenant'
import type { New${Singular} } from '@bilin/domain/${plural}/${singular}'

export function list${capital(plural)}(db: TenantDb) {
  return db
    .selectFrom('${singular}')
    .innerJoin('neighbour as author', 'author.id', '${singular}.authorTenantId')
    .select(['${singular}.id', '${singular}.title', '${singular}.words', 'author.name as author'])
    .orderBy('${singular}.madeAt', 'desc')
    .limit(200)
    .execute()
}

export function insert${Singular}(db: TenantDb, ${singular}: New${Singular}) {
  return db.insertInto('${singular}').values(${singular}).returning('id').executeTakeFirstOrThrow()
}
`

export const pageServer = ({
  plural,
  singular,
  Singular,
}: FeatureName) => `import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { New${Singular} } from '@bilin/domain/${plural}/${singular}'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({
  ${plural}: await locals.api.${plural}.list(),
  rules: fieldRules(New${Singular}),
})

export const actions: Actions = {
  add: (event) => submit(event, New${Singular}, (api) => api.${plural}.add),
}
`

export const addPage = ({ plural, singular }: FeatureName) => `<script lang="ts">
  import Form from '#lib/Form.svelte'
  import { may } from '@bilin/domain/permissions'
  import { m } from '@bilin/i18n'
  import Button from '@bilin/ui/controls/Button.svelte'
  import Empty from '@bilin/ui/content/Empty.svelte'
  import PageHead from '@bilin/ui/shell/PageHead.svelte'
  import Section from '@bilin/ui/content/Section.svelte'
  import Table from '@bilin/ui/content/Table.svelte'
  import TextArea from '@bilin/ui/fields/TextArea.svelte'
  import TextField from '@bilin/ui/fields/TextField.svelte'
  import type { PageProps } from './$types'

  let { data, form }: PageProps = $props()

  let columns = $derived([
    { key: 'title', label: m['${plural}.name'](), heading: true },
    { key: 'words', label: m['${plural}.words']() },
    { key: 'author', label: m['${plural}.author'](), nowrap: true },
  ])
</script>

<svelte:head><title>{m['${plural}.title']()} · {data.tenant.name}</title></svelte:head>

<PageHead title={m['${plural}.title']()} subtitle={m['${plural}.lead']({ tenant: data.tenant.name })} />

<Table {columns} rows={data.${plural}} rowKey={(${singular}) => ${singular}.id} caption={m['${plural}.title']()}>
  {#snippet empty()}
    <Empty>{m['${plural}.none']()}</Empty>
  {/snippet}
</Table>

{#if may(data.seat.role, '${plural}.add')}
  <Section title={m['${plural}.add']()}>
    <Form action="?/add" rules={data.rules} answer={form} done={form ? m['${plural}.added']() : null} emptied>
      {#snippet children({ busy, field })}
        <TextField {...field('title')} label={m['${plural}.name']()} />
        <TextArea {...field('words')} label={m['${plural}.words']()} />
        <div><Button kind="primary" {busy}>{m['${plural}.add']()}</Button></div>
      {/snippet}
    </Form>
  </Section>
{/if}
`

const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1)
