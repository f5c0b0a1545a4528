import { pasteForm } from '#lib/server/formFields.ts'
import { submit } from '#lib/server/submit.ts'
import { ImportDraft, ImportedFile, PastedRows } from '@bilin/domain/estates/imports'
import { fieldRules } from '@bilin/domain/fieldRules'
import { redirect } from '@sveltejs/kit'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({
  rules: { file: fieldRules(ImportedFile), paste: fieldRules(PastedRows), undo: fieldRules(ImportDraft) },
  recent: await locals.api.estates.recentImports(),
})

const next = (tenant: string, { importId }: { importId: string }) =>
  redirect(303, `/${tenant}/estates/import/${importId}`)

async function fileIn(form: FormData) {
  const chosen = form.get('file')
  if (!(chosen instanceof File) || chosen.name === '') return { source: '' }
  return { file: new Uint8Array(await chosen.arrayBuffer()), source: chosen.name.slice(0, 200) }
}

export const actions: Actions = {
  file: (event) =>
    submit(event, ImportedFile, (api) => api.estates.readFile, {
      given: fileIn,
      then: (read) => next(event.params.tenant, read),
    }),
  paste: (event) =>
    submit(event, PastedRows, (api) => api.estates.readPasted, {
      then: (read) => next(event.params.tenant, read),
      limits: pasteForm,
    }),
  undo: (event) => submit(event, ImportDraft, (api) => api.estates.undoImport, { then: (undone) => ({ undone }) }),
}
