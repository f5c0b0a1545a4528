import { redirect } from '@sveltejs/kit'
import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { OpenResponses } from '@bilin/domain/scorecards/findings/disclosure'
import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { Cancelling, EstateLeftOut, EstatesTaken, RoundStep } from '@bilin/domain/scorecards/rounds/round'
import { isAllowed } from '@bilin/domain/stages/machine'
import { chosenEstates } from '../chosenEstates.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, parent }) => {
  const { coordinates } = await parent()
  const { api } = locals
  const round = await api.scorecards.rounds.get({ slug: params.round })
  const planning = coordinates && isAllowed(roundMachine.acts.chooseEstates, round.stage)
  const talking = isAllowed(roundMachine.acts.decide, round.stage)
  const talk = talking ? await api.scorecards.findings.list({ slug: params.round }) : null
  const disputed = talking ? await api.scorecards.findings.disputed({ slug: params.round }) : []
  const findings = talk?.findings ?? []
  return {
    round,
    rules: {
      step: fieldRules(OpenResponses),
      cancel: fieldRules(Cancelling),
      add: fieldRules(EstatesTaken),
      remove: fieldRules(EstateLeftOut),
    },
    candidates: planning ? await api.scorecards.rounds.candidates({ roundId: round.id }) : [],
    owed: {
      found: findings.length,
      unanswered: findings.filter(({ disputes }) => disputes === null).length,
      undecided:
        findings.filter(({ disputes, upheld, veto }) => upheld === null && (disputes || veto)).length +
        disputed.filter(({ decidedAt }) => decidedAt === null).length,
      awaited: talk?.awaited ?? 0,
    },
  }
}

export const actions: Actions = {
  open: (event) => submit(event, RoundStep, (api) => api.scorecards.rounds.open),
  openResponses: (event) =>
    submit(event, OpenResponses, (api) => api.scorecards.findings.openResponses, { given: confirmedEstates }),
  settle: (event) => submit(event, RoundStep, (api) => api.scorecards.findings.settle),
  cancel: (event) => submit(event, Cancelling, (api) => api.scorecards.rounds.cancel),
  publish: (event) =>
    submit(event, RoundStep, (api) => api.scorecards.results.publish, {
      then: () => redirect(303, `/${event.params.tenant}/scorecards/${event.params.round}/results`),
    }),
  addEstates: (event) =>
    submit(event, EstatesTaken, (api) => api.scorecards.rounds.addEstates, { given: chosenEstates }),
  removeEstate: (event) => submit(event, EstateLeftOut, (api) => api.scorecards.rounds.removeEstate),
}

/** One tick confirms all estates that the page listed. */
const confirmedEstates = (form: FormData) => {
  const confirmed = form.get('confirmedEstates')
  return Promise.resolve({ confirmedEstates: typeof confirmed === 'string' ? confirmed.split(' ') : [] })
}
