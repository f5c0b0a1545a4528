import { submit } from '#lib/server/submit.ts'
import { Revision, RubricWorkbook } from '@bilin/domain/scorecards/rubrics/rubric'
import { permit } from '@bilin/domain/permissions'
import { refuse } from '@bilin/domain/refusal'
import { sentOf } from '../../draft.ts'
import { saveRubric } from '../../saving.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, parent }) => {
  const { seat, coordinates } = await parent()
  permit(seat.role, 'scorecards.keep_rubrics')
  if (!coordinates) refuse('forbidden', 'permissions.not_yours')
  const { id, title, version } = await locals.api.scorecards.rubrics.get({ rubricId: params.rubric })
  return { rubric: { id, title, version } }
}

export const actions: Actions = {
  /** Nothing is kept of the file: what it says comes back, to be looked at and saved like anything typed. */
  read: (event) =>
    submit(event, RubricWorkbook, (api) => api.scorecards.rubrics.readSheet, {
      given: async (form) => ({ rubricId: event.params.rubric, ...(await fileIn(form)) }),
      then: (read, _input, form) => ({ read, source: nameOf(form) }),
    }),
  save: (event) =>
    saveRubric(event, (draft, version) =>
      event.locals.api.scorecards.rubrics.revise(
        Revision.parse({ rubricId: event.params.rubric, version, title: draft.title, body: sentOf(draft) }),
      ),
    ),
}

const nameOf = (form: FormData) => {
  const chosen = form.get('file')
  return chosen instanceof File ? chosen.name : ''
}

async function fileIn(form: FormData) {
  const chosen = form.get('file')
  return chosen instanceof File && chosen.name !== '' ? { file: new Uint8Array(await chosen.arrayBuffer()) } : {}
}
