import { refuse } from '@bilin/domain/refusal'
import { redirect } from '@sveltejs/kit'
import { receive } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { CorrectionForm } from '@bilin/domain/scorecards/results/correction'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url, parent }) => {
  const { coordinates } = await parent()
  if (!coordinates) refuse('forbidden', 'permissions.not_yours')
  const { scorecards } = locals.api
  const slug = params.round
  const { round, rubric, findings } = await scorecards.findings.list({ slug })
  if (round.stage !== 'published') refuse('conflict', 'scorecards.round_not_published')
  const estate = url.searchParams.get('estate')
  const put = await scorecards.findings.disclosedMarks({ slug, ...(estate && { estateId: estate }) })
  return {
    rules: fieldRules(CorrectionForm),
    round,
    rubric,
    put,
    findings: findings.filter(({ estateId }) => estateId === put.estate?.estateId),
  }
}

export const actions: Actions = {
  correct: (event) =>
    receive(event, CorrectionForm, async ({ roundId, version, reason, estateId, findings, marks, exclusions }) => {
      await event.locals.api.scorecards.results.correct({
        roundId,
        version,
        reason,
        findings: chosen(findings).map(([findingId, upheld]) => ({ findingId, upheld })),
        marks: chosen(marks).map(([markId, mark]) => ({ markId, mark })),
        exclusions: chosen(exclusions).map(([indicator, excluded]) => ({ estateId, indicator, excluded })),
      })
      redirect(303, `/${event.params.tenant}/scorecards/${event.params.round}/results`)
    }),
}

/** What was left as it is comes as nothing. */
const chosen = (typed: Record<string, string>) => Object.entries(typed).filter(([, value]) => value !== '')
