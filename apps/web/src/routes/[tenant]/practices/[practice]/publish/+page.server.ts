import { redirect } from '@sveltejs/kit'
import { answer } from '#lib/server/answer.ts'
import { dayOf } from '@bilin/domain/calendar'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const practice = await locals.api.practices.written({ practiceId: params.practice })
  const to = url.searchParams.get('to')
  const alliance = practice.alliances.find(({ slug }) => slug === to) ?? practice.alliances[0] ?? null
  const given = practice.publications.find(({ allianceId }) => allianceId === alliance?.id) ?? null
  return { practice, alliance, given, today: dayOf(new Date()) }
}

export const actions: Actions = {
  default: (event) =>
    answer(event, async (typed) => {
      const practiceId = event.params.practice
      await event.locals.api.practices.publish({ ...typed, practiceId } as never)
      redirect(303, `/${event.params.tenant}/practices/${practiceId}`)
    }),
}
