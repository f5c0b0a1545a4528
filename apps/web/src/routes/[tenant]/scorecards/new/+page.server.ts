import { redirect } from '@sveltejs/kit'
import { permit } from '@bilin/domain/permissions'
import { refuse } from '@bilin/domain/refusal'
import { answer } from '#lib/server/answer.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  const { seat, coordinates } = await parent()
  permit(seat.role, 'scorecards.plan')
  if (!coordinates) refuse('forbidden', 'permissions.not_yours')
  return {
    candidates: await locals.api.scorecards.candidates({}),
    rubrics: (await locals.api.scorecards.rubrics()).filter(({ retiredAt }) => !retiredAt),
    rubric: url.searchParams.get('rubric'),
  }
}

export const actions: Actions = {
  default: (event) =>
    answer(event, async ({ estates = {}, ...round }) => {
      const estateIds = Object.keys(estates as object)
      const planned = await event.locals.api.scorecards.plan({ ...round, estateIds } as never)
      redirect(303, `/${event.params.tenant}/scorecards/${planned.slug}/visits`)
    }),
}
