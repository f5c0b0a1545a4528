import { submit } from '#lib/server/submit.ts'
import { Revision, RubricWorkbook } from '@bilin/domain/scorecards/rubrics/rubric'
import { permit } from '@bilin/domain/permissions'
import { refuse } from '@bilin/domain/refusal'
import { toDraftForm } from '../../draft.ts'
import { saveRubric } from '../../saveRubric.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, parent }) => {
  const { seat, coordinates } = await parent()
  permit(seat.role, 'scorecards.keep_rubrics')
  if (!coordinates) refuse('forbidden', 'permissions.not_yours')
  const { id, title, version } = await locals.api.scorecards.rubrics.get({ rubricId: params.rubric })
  return { rubric: { id, title, version } }
}

export const actions: Actions = {
  /** The file is not stored: its contents come back into the editor, to be checked and saved there. */
  read: (event) =>
    submit(event, RubricWorkbook, (api) => api.scorecards.rubrics.readSheet, {
      given: async (form) => ({ rubricId: event.params.rubric, ...(await fileIn(form)) }),
      then: (read, _input, form) => ({ read, source: formatName(form) }),
    }),
  save: (event) =>
    saveRubric(event, (draft, version) =>
      event.locals.api.scorecards.rubrics.revise(
        Revision.parse({ rubricId: event.params.rubric, version, title: draft.title, body: toDraftForm(draft) }),
      ),
    ),
}

const formatName = (form: FormData) => {
  const chosen = form.get('file')
  return chosen instanceof File ? chosen.name : ''
}

async function fileIn(form: FormData) {
  const chosen = form.get('file')
  return chosen instanceof File && chosen.name !== '' ? { file: new Uint8Array(await chosen.arrayBuffer()) } : {}
}
