/** Saves a rubric from the editor, or returns the draft with its errors. */
import { fail, redirect, type RequestEvent } from '@sveltejs/kit'
import { answer } from '#lib/server/answer.ts'
import { rubricForm } from '#lib/server/formFields.ts'
import { recordFrom } from '@bilin/domain/names'
import type { RubricDraft } from './draft.ts'
import { asTyped, draftFrom } from './draftForm.ts'

export async function saveRubric(
  event: RequestEvent,
  save: (draft: RubricDraft, version: unknown) => Promise<{ rubricId: string }>,
) {
  let draft: RubricDraft | undefined
  const answered = await answer(
    event,
    async ({ version }, form) => {
      const pairs = [...form].filter((pair): pair is [string, string] => typeof pair[1] === 'string')
      draft = draftFrom(recordFrom(pairs))
      const { rubricId } = await save(draft, version)
      return redirect(303, `/${event.params.tenant}/scorecards/rubrics/${rubricId}`)
    },
    rubricForm,
  )
  const { refused } = answered.data
  const shown = draft ? { ...refused, fields: asTyped(refused.fields, draft) } : refused
  return fail(answered.status, { refused: shown, draft })
}
