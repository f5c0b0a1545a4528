import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { NewRubric } from '@bilin/domain/scorecards/rubrics/rubric'
import { redirect } from '@sveltejs/kit'
import type { Actions, PageServerLoad } from './$types'

/** The body is left out, so the rubric is made from the template that comes with Bilin. */
const TemplateRubric = NewRubric.omit({ body: true })

export const load: PageServerLoad = async ({ locals }) => ({
  rubrics: await locals.api.scorecards.rubrics.list(),
  rules: fieldRules(TemplateRubric),
})

export const actions: Actions = {
  default: (event) =>
    submit(event, TemplateRubric, (api) => api.scorecards.rubrics.add, {
      then: ({ rubricId }) => redirect(303, `/${event.params.tenant}/scorecards/rubrics/${rubricId}`),
    }),
}
