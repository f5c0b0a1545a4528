import { redirect } from '@sveltejs/kit'
import { answer } from '#lib/server/answer.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { api }, params, parent, url }) => {
  const { tenant } = await parent()
  const practiceId = params.practice
  if (tenant.kind !== 'alliance') return { written: await api.practices.written({ practiceId }), shared: null }
  const version = Number(url.searchParams.get('version')) || undefined
  return { written: null, shared: await api.practices.shared({ practiceId, version }) }
}

export const actions: Actions = {
  discard: (event) =>
    answer(event, async (typed) => {
      await event.locals.api.practices.discard({ ...typed, practiceId: event.params.practice } as never)
      redirect(303, `/${event.params.tenant}/practices`)
    }),
}
