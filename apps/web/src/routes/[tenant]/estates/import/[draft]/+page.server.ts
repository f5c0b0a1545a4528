import { submit } from '#lib/server/submit.ts'
import { ImportConfirming, ImportDraft } from '@bilin/domain/estates/imports'
import { fieldRules } from '@bilin/domain/fieldRules'
import { redirect } from '@sveltejs/kit'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => ({
  rules: { confirm: fieldRules(ImportConfirming), drop: fieldRules(ImportDraft) },
  preview: await locals.api.estates.previewImport({ importId: params.draft }),
})

export const actions: Actions = {
  confirm: (event) =>
    submit(event, ImportConfirming, (api) => api.estates.confirmImport, {
      given: { importId: event.params.draft },
      then({ added, changed, same }) {
        const counts = Object.entries({ added, changed, same }).map(([key, count]) => [key, String(count)])
        redirect(303, `/${event.params.tenant}/estates?${new URLSearchParams(counts)}`)
      },
    }),
  drop: (event) =>
    submit(event, ImportDraft, (api) => api.estates.dropImport, {
      given: { importId: event.params.draft },
      then: () => redirect(303, `/${event.params.tenant}/estates/import`),
    }),
}
