import { answer } from '#lib/server/answer.ts'
import { redirect } from '@sveltejs/kit'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => ({
  preview: await locals.api.estates.previewImport({ importId: params.draft }),
})

export const actions: Actions = {
  confirm: (event) =>
    answer(event, async (typed) => {
      const { draft, tenant } = event.params
      const { added, changed, same } = await event.locals.api.estates.confirmImport({
        ...typed,
        importId: draft,
      } as never)
      const said = Object.entries({ added, changed, same }).map(([key, count]) => [key, String(count)])
      redirect(303, `/${tenant}/estates?${new URLSearchParams(said)}`)
    }),
  drop: (event) =>
    answer(event, async () => {
      await event.locals.api.estates.dropImport({ importId: event.params.draft })
      redirect(303, `/${event.params.tenant}/estates/import`)
    }),
}
