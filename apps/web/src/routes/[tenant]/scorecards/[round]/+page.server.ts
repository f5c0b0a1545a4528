import { redirect } from '@sveltejs/kit'
import { answer } from '#lib/server/answer.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, parent }) => {
  const { coordinates } = await parent()
  const { api } = locals
  const round = await api.scorecards.round({ slug: params.round })
  const planning = coordinates && round.stage === 'planning'
  const talking = round.stage === 'replying' || round.stage === 'settling'
  const talk = talking ? await api.scorecards.findings({ slug: params.round }) : null
  const contested = talking ? await api.scorecards.contested({ slug: params.round }) : []
  const findings = talk?.findings ?? []
  return {
    round,
    candidates: planning ? await api.scorecards.candidates({ roundId: round.id }) : [],
    owed: {
      found: findings.length,
      unanswered: findings.filter(({ contests }) => contests === null).length,
      unruled:
        findings.filter(({ contests, upheld, veto }) => upheld === null && (contests || veto)).length +
        contested.filter(({ decidedAt }) => decidedAt === null).length,
      awaited: talk?.awaited ?? 0,
    },
  }
}

export const actions: Actions = {
  open: (event) => answer(event, (typed) => event.locals.api.scorecards.open(typed as never)),
  openReplies: (event) => answer(event, (typed) => event.locals.api.scorecards.openReplies(typed as never)),
  settle: (event) => answer(event, (typed) => event.locals.api.scorecards.settle(typed as never)),
  cancel: (event) => answer(event, (typed) => event.locals.api.scorecards.cancel(typed as never)),
  publish: (event) =>
    answer(event, async (typed) => {
      await event.locals.api.scorecards.publish(typed as never)
      redirect(303, `/${event.params.tenant}/scorecards/${event.params.round}/results`)
    }),
  addEstates: (event) =>
    answer(event, ({ roundId, estates = {} }) =>
      event.locals.api.scorecards.addEstates({ roundId, estateIds: Object.keys(estates as object) } as never),
    ),
  removeEstate: (event) => answer(event, (typed) => event.locals.api.scorecards.removeEstate(typed as never)),
}
