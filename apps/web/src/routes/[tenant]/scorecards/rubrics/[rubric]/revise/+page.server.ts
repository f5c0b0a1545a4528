import { Revision } from '@bilin/domain/scorecards/rubrics/rubric'
import { toDraftForm } from '../../draft.ts'
import { saveRubric } from '../../saveRubric.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => ({
  rubric: await locals.api.scorecards.rubrics.get({ rubricId: params.rubric }),
})

export const actions: Actions = {
  default: (event) =>
    saveRubric(event, (draft, version) =>
      event.locals.api.scorecards.rubrics.revise(
        Revision.parse({ rubricId: event.params.rubric, version, title: draft.title, body: toDraftForm(draft) }),
      ),
    ),
}
