import { answer } from '#lib/server/answer.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { scorecards } = locals.api
  const asked = await scorecards.findings({ slug: params.round })
  const published = asked.round.stage === 'published'
  return {
    ...asked,
    // The community reads what stood; the company and the coordinator have all of it already.
    stood: published && asked.findings.length === 0 ? await scorecards.stood({ slug: params.round }) : [],
    shown: url.searchParams.get('show') ?? '',
  }
}

export const actions: Actions = {
  reply: (event) => answer(event, (typed) => event.locals.api.scorecards.reply(typed as never)),
  accept: (event) => answer(event, (typed) => event.locals.api.scorecards.accept(typed as never)),
  rule: (event) => answer(event, (typed) => event.locals.api.scorecards.rule(typed as never)),
}
