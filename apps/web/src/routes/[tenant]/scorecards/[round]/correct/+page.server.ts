import { refuse } from '@bilin/domain/refusal'
import { redirect } from '@sveltejs/kit'
import { returnedValues } from '#lib/server/answer.ts'
import { receive } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { CorrectionForm } from '@bilin/domain/scorecards/results/correction'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url, parent }) => {
  const { coordinates } = await parent()
  if (!coordinates) refuse('forbidden', 'permissions.not_yours')
  const { scorecards } = locals.api
  const slug = params.round
  const estate = url.searchParams.get('estate')
  const place = url.searchParams.get('place') ?? ''
  const disclosed = await scorecards.findings.disclosedMarks({
    slug,
    search: place,
    ...(estate && { estateId: estate }),
  })
  const of = { slug, estateId: disclosed.estate?.estateId, whole: true }
  const { round, rubric, findings } = await scorecards.findings.list(of)
  if (round.stage !== 'published') refuse('conflict', 'scorecards.round_not_published')
  return {
    rules: fieldRules(CorrectionForm),
    round,
    rubric,
    disclosed,
    place,
    findings: disclosed.estate ? findings : [],
  }
}

export const actions: Actions = {
  correct: (event) =>
    receive(event, CorrectionForm, async ({ estateId, findings, marks, exclusions, ...typed }, form) => {
      const { results } = event.locals.api.scorecards
      const correction = {
        ...typed,
        findings: chosen(findings).map(([findingId, upheld]) => ({ findingId, upheld })),
        marks: chosen(marks).map(([markId, mark]) => ({ markId, mark })),
        exclusions: chosen(exclusions).map(([indicator, excluded]) => ({ estateId, indicator, excluded })),
      }
      // First the effect is shown, with what was typed; it is published as it was shown.
      if (!typed.previewed) return { effect: await results.previewCorrection(correction), values: returnedValues(form) }
      await results.correct(correction)
      redirect(303, `/${event.params.tenant}/scorecards/${event.params.round}/results`)
    }),
}

/** Unchanged fields are sent as ''. */
const chosen = (typed: Record<string, string>) => Object.entries(typed).filter(([, value]) => value !== '')
