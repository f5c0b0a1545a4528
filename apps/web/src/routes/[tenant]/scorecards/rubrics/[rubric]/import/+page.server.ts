import { answer } from '#lib/server/answer.ts'
import { permit } from '@bilin/domain/permissions'
import { refuse } from '@bilin/domain/refusal'
import { sentOf } from '../../draft.ts'
import { saveDraft } from '../../saving.ts'
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
    answer(event, async (_, form) => {
      const chosen = form.get('file')
      const file = chosen instanceof File && chosen.name !== '' ? chosen : null
      const read = await event.locals.api.scorecards.rubrics.readSheet({
        rubricId: event.params.rubric,
        file: (file ? new Uint8Array(await file.arrayBuffer()) : undefined) as never,
      })
      return { read, source: file?.name ?? '' }
    }),
  save: (event) =>
    saveDraft(event, (draft, version) =>
      event.locals.api.scorecards.rubrics.revise({
        rubricId: event.params.rubric,
        version,
        title: draft.title,
        body: sentOf(draft),
      } as never),
    ),
}
