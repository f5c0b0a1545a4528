import { answer } from '#lib/server/answer.ts'
import { redirect } from '@sveltejs/kit'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
  setHeaders({ 'cache-control': 'no-store' })
  const { alliance, address } = params
  const code = url.searchParams.get('code')?.slice(0, 60) ?? ''
  const thanked = url.searchParams.has('thanks')
  try {
    const survey = await locals.at(alliance).scorecards.surveys.form({ alliance, address })
    return { survey, code, thanked, unknown: null }
  } catch (error) {
    const refused = locals.refused(error)
    if (refused.status >= 500) throw error
    return { survey: null, code, thanked, unknown: refused.sentence }
  }
}

export const actions: Actions = {
  default: (event) =>
    answer(event, async (typed) => {
      const { alliance, address } = event.params
      await event.locals.bilin.answerSurvey({ alliance, address, from: event.locals.address }, typed)
      redirect(303, `${event.url.pathname}?thanks`)
    }),
}
