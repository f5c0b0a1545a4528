import { permit } from '@bilin/domain/permissions'
import { refuse } from '@bilin/domain/refusal'
import { NewRubric } from '@bilin/domain/scorecards/rubrics/rubric'
import { toDraftForm } from '../draft.ts'
import { saveRubric } from '../saveRubric.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  const { seat, coordinates } = await parent()
  permit(seat.role, 'scorecards.keep_rubrics')
  if (!coordinates) refuse('forbidden', 'permissions.not_yours')
  const from = url.searchParams.get('from')
  if (!from) return { from: null, title: null, body: await locals.api.scorecards.rubrics.template() }
  const { title, body } = await locals.api.scorecards.rubrics.get({ rubricId: from })
  return { from, title, body }
}

export const actions: Actions = {
  default: (event) =>
    saveRubric(event, (draft) =>
      event.locals.api.scorecards.rubrics.add(NewRubric.parse({ title: draft.title, body: toDraftForm(draft) })),
    ),
}
