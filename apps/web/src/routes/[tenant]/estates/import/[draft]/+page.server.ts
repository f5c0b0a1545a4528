import { submit } from '#lib/server/submit.ts'
import { ImportBlanks, ImportConfirming, ImportDraft, ImportFix, ImportTab } from '@bilin/domain/estates/imports'
import { fieldRules } from '@bilin/domain/fieldRules'
import { redirect } from '@sveltejs/kit'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => ({
  rules: {
    confirm: fieldRules(ImportConfirming),
    drop: fieldRules(ImportDraft),
    fix: fieldRules(ImportFix),
    blanks: fieldRules(ImportBlanks),
    tab: fieldRules(ImportTab),
  },
  preview: await locals.api.estates.previewImport({ importId: params.draft }),
})

export const actions: Actions = {
  fix: (event) => submit(event, ImportFix, (api) => api.estates.fixImport, { given: { importId: event.params.draft } }),
  blanks: (event) =>
    submit(event, ImportBlanks, (api) => api.estates.chooseBlanks, { given: { importId: event.params.draft } }),
  tab: (event) => submit(event, ImportTab, (api) => api.estates.readTab, { given: { importId: event.params.draft } }),
  /** To the rows that are left to finish, or else to the list. */
  confirm: (event) =>
    submit(event, ImportConfirming, (api) => api.estates.confirmImport, {
      given: { importId: event.params.draft },
      then({ added, changed, same, restId }) {
        if (restId) redirect(303, `/${event.params.tenant}/estates/import/${restId}`)
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
