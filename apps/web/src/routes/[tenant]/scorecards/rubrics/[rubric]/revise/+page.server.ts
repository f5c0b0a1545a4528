import { fail, redirect } from '@sveltejs/kit'
import { answer } from '#lib/server/answer.ts'
import { draftFrom, type Draft } from '../../draft.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => ({
  rubric: await locals.api.scorecards.rubric({ rubricId: params.rubric }),
})

export const actions: Actions = {
  default: async (event) => {
    let draft: Draft | undefined
    const answered = await answer(event, async ({ version }, form) => {
      const said = [...form].filter((pair): pair is [string, string] => typeof pair[1] === 'string')
      draft = draftFrom(Object.fromEntries(said))
      const { title, ...body } = draft
      const revision = { rubricId: event.params.rubric, version, title, body }
      const made = await event.locals.api.scorecards.reviseRubric(revision as never)
      redirect(303, `/${event.params.tenant}/scorecards/rubrics/${made.rubricId}`)
    })
    return fail(answered.status, { refused: answered.data.refused, draft })
  },
}
