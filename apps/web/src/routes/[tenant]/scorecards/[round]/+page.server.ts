import { readListing } from '#lib/list/address.ts'
import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { OpenResponses } from '@bilin/domain/scorecards/findings/disclosure'
import { ResponseReminder } from '@bilin/domain/scorecards/findings/response'
import { EstateListing } from '@bilin/domain/scorecards/rounds/listing'
import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { Cancelling, EstateLeftOut, EstatesTaken, RoundStep } from '@bilin/domain/scorecards/rounds/round'
import { isAllowed } from '@bilin/domain/stages/machine'
import { chosenEstates } from '../chosenEstates.ts'
import { confirmedVisits } from './confirmed.ts'
import type { Actions, PageServerLoad } from './$types'

/** With more estates to choose from, they are found by name. */
const MOST_CANDIDATES = 100

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
  const { coordinates, own } = await parent()
  const { scorecards } = locals.api
  const asked = readListing(EstateListing, url)
  const { estates, ...round } = await scorecards.rounds.get({ slug: params.round, ...asked })
  const planning = coordinates && isAllowed(roundMachine.acts.chooseEstates, round.stage)
  const find = url.searchParams.get('find') ?? ''
  const candidates = planning
    ? await scorecards.rounds.candidates({ roundId: round.id, search: find, most: MOST_CANDIDATES + 1 })
    : []
  return {
    round: {
      ...round,
      estates: estates.map(({ communityId, companyId, ...estate }) => ({
        ...estate,
        own: communityId === own.id || companyId === own.id,
      })),
    },
    asked,
    rules: {
      step: fieldRules(OpenResponses),
      cancel: fieldRules(Cancelling),
      remind: fieldRules(ResponseReminder),
      add: fieldRules(EstatesTaken),
      remove: fieldRules(EstateLeftOut),
    },
    candidates: {
      find,
      estates: candidates.slice(0, MOST_CANDIDATES),
      more: candidates.length > MOST_CANDIDATES,
    },
    owed: isAllowed(roundMachine.acts.decide, round.stage)
      ? await scorecards.findings.owed({ slug: params.round })
      : { found: 0, unanswered: 0, undecided: 0, awaited: 0, answered: 0, awaitedNames: [] },
  }
}

export const actions: Actions = {
  open: (event) => submit(event, RoundStep, (api) => api.scorecards.rounds.open),
  openResponses: (event) =>
    submit(event, OpenResponses, (api) => api.scorecards.findings.openResponses, { given: confirmedVisits }),
  reopen: (event) => submit(event, RoundStep, (api) => api.scorecards.findings.reopen),
  remind: (event) =>
    submit(event, ResponseReminder, (api) => api.scorecards.findings.remind, {
      then: ({ reminded }) => ({ reminded }),
    }),
  settle: (event) => submit(event, RoundStep, (api) => api.scorecards.findings.settle),
  cancel: (event) => submit(event, Cancelling, (api) => api.scorecards.rounds.cancel),
  addEstates: (event) =>
    submit(event, EstatesTaken, (api) => api.scorecards.rounds.addEstates, { given: chosenEstates }),
  removeEstate: (event) => submit(event, EstateLeftOut, (api) => api.scorecards.rounds.removeEstate),
}
