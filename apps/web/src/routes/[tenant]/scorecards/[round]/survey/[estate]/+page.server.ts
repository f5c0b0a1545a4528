import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { NewDraw, PaperAnswers } from '@bilin/domain/scorecards/surveys/survey'
import { isAllowed } from '@bilin/domain/stages/machine'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const found = await locals.api.scorecards.surveys.get({ slug: params.round, estateId: params.estate })
  return {
    ...found,
    address: `${url.origin}/survey/${params.tenant}/${found.survey.address}`,
    open: isAllowed(roundMachine.acts.survey, found.round.stage) && !found.survey.ended,
    rules: { draw: fieldRules(NewDraw), papers: fieldRules(PaperAnswers) },
  }
}

export const actions: Actions = {
  draw: (event) => submit(event, NewDraw, (api) => api.scorecards.surveys.draw),
  /** What was not taken is shown again, to be corrected. */
  papers: (event) =>
    submit(event, PaperAnswers, (api) => api.scorecards.surveys.enterPapers, {
      then: ({ taken, left }) => ({
        taken,
        left,
        values: Object.fromEntries(
          left.flatMap(({ code, digits }, row) => [
            [`papers.${row}.code`, code],
            [`papers.${row}.digits`, digits],
          ]),
        ),
      }),
    }),
}
