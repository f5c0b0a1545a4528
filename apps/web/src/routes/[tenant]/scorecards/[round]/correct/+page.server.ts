import { refuse } from '@bilin/domain/refusal'
import { redirect } from '@sveltejs/kit'
import { receive } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import {
  CorrectionChoices,
  CorrectionForm,
  replaceChanges,
} from '@bilin/domain/scorecards/results/correction/correction'
import { formatChanges, parseChanges, toCorrection } from '@bilin/domain/scorecards/results/correction/changes'
import type { Actions, PageServerLoad } from './$types'

/** What is chosen stands in the address: first estate by estate, then all of it with what it comes to. */
export const load: PageServerLoad = async ({ locals, params, url, parent }) => {
  const { coordinates } = await parent()
  if (!coordinates) refuse('forbidden', 'permissions.not_yours')
  const { scorecards } = locals.api
  const slug = params.round
  const changes = parseChanges(url.searchParams.get('changes') ?? '')
  const chosen = { changes, text: formatChanges(changes) }
  if (url.searchParams.has('effect') && changes.length > 0) {
    const effect = await scorecards.results.correctionEffect({ slug, ...toCorrection(changes) })
    return { round: effect.round, chosen, effect: { ...effect, rules: fieldRules(CorrectionForm) }, choosing: null }
  }
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
  const rules = fieldRules(CorrectionChoices)
  const choosing = { ...disclosed, rubric, place, findings: disclosed.estate ? findings : [], rules }
  return { round, chosen, effect: null, choosing }
}

export const actions: Actions = {
  /** Keeps the choices of one estate and goes on, to another one or to the effect of all. */
  choose: (event) =>
    receive(event, CorrectionChoices, async (typed) => {
      const changes = replaceChanges(typed)
      if (typed.go === 'effect' && changes.length === 0) refuse('invalid', 'scorecards.nothing_corrected')
      const { effect, ...query } = { effect: typed.go === 'effect', place: typed.place }
      const asked = new URLSearchParams({
        ...(effect ? { effect: '' } : { estate: typed.go || typed.estateId }),
        ...(query.place && !effect && { place: query.place }),
        changes: formatChanges(changes),
      })
      redirect(303, `/${event.params.tenant}/scorecards/${event.params.round}/correct?${asked}`)
    }),
  correct: (event) =>
    receive(event, CorrectionForm, async ({ changes, ...correction }) => {
      await event.locals.api.scorecards.results.correct({ ...correction, ...toCorrection(changes) })
      redirect(303, `/${event.params.tenant}/scorecards/${event.params.round}/results`)
    }),
}
