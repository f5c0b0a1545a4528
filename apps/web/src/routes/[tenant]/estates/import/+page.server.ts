import { pasteForm } from '#lib/server/formFields.ts'
import { submit } from '#lib/server/submit.ts'
import { ImportedFile, PastedRows } from '@bilin/domain/estates/imports'
import { fieldRules } from '@bilin/domain/fieldRules'
import { redirect } from '@sveltejs/kit'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = () => ({ rules: { file: fieldRules(ImportedFile), paste: fieldRules(PastedRows) } })

type Read = { importId: string | null; problems: string[]; more: number }

/** A file without problems goes on to its preview; otherwise the problems are shown here. */
function next(tenant: string, { importId, problems, more }: Read) {
  if (importId) redirect(303, `/${tenant}/estates/import/${importId}`)
  return { problems, more }
}

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
      then: (read, { pasted }) => ({ ...next(event.params.tenant, read), values: { pasted } }),
      limits: pasteForm,
    }),
}
