import { refuse } from '@bilin/domain/refusal'
import { redirect } from '@sveltejs/kit'
import { answer } from '#lib/server/answer.ts'
import { textsOf } from '#lib/server/formFields.ts'
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
    round,
    rubric,
    put,
    findings: findings.filter(({ estateId }) => estateId === put.estate?.estateId),
  }
}

type Typed = {
  roundId: string
  version: string
  reason: string
  estateId: string
  findings?: unknown
  marks?: unknown
  exclusions?: unknown
}

export const actions: Actions = {
  correct: (event) =>
    answer(event, async (form) => {
      const { roundId, version, reason, estateId, findings, marks, exclusions } = form as Typed
      await event.locals.api.scorecards.results.correct({
        roundId,
        version,
        reason,
        findings: chosen(findings).map(([findingId, upheld]) => ({ findingId, upheld })),
        marks: chosen(marks).map(([markId, mark]) => ({ markId, mark })),
        exclusions: chosen(exclusions).map(([indicator, excluded]) => ({ estateId, indicator, excluded })),
      } as never)
      redirect(303, `/${event.params.tenant}/scorecards/${event.params.round}/results`)
    }),
}

/** What was left as it is comes as nothing. */
const chosen = (typed: unknown) => Object.entries(textsOf(typed)).filter(([, value]) => value !== '')
