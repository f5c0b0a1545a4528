import { answer } from '#lib/server/answer.ts'
import { redirect } from '@sveltejs/kit'
import { companiesOf } from '../companies.ts'
import type { Actions } from './$types'

type Read = { importId: string | null; problems: string[]; more: number }

/** A clean file goes on to its preview; one with problems stays here with all of them. */
function next(tenant: string, { importId, problems, more }: Read) {
  if (importId) redirect(303, `/${tenant}/estates/import/${importId}`)
  return { problems, more }
}

export const actions: Actions = {
  file: (event) =>
    answer(event, async (_, form) => {
      const chosen = form.get('file')
      const file = chosen instanceof File && chosen.name !== '' ? chosen : null
      const read = await event.locals.api.estates.readFile({
        file: (file ? new Uint8Array(await file.arrayBuffer()) : undefined) as never,
        source: file?.name.slice(0, 200) ?? '',
        companies: await companiesOf(event.locals),
      })
      return next(event.params.tenant, read)
    }),
  paste: (event) =>
    answer(event, async ({ pasted }) => {
      const companies = await companiesOf(event.locals)
      const read = await event.locals.api.estates.readPasted({ pasted, companies })
      return { ...next(event.params.tenant, read), values: { pasted: String(pasted) } }
    }),
}
