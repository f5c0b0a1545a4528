import { isLook } from '#lib/server/isLook.ts'
import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { may } from '@bilin/domain/permissions'
import { NewMessages } from '@bilin/domain/scorecards/messages/newMessages'
import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { NewVisit, VisitDays } from '@bilin/domain/scorecards/rota/recusal'
import {
  EstateException,
  NewAbsence,
  NewConflict,
  OneAbsence,
  OneConflict,
  PersonException,
  RotaOfRound,
  RotaRelaxation,
  RotaRequest,
} from '@bilin/domain/scorecards/rota/settings'
import { isAllowed } from '@bilin/domain/stages/machine'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { locals, params, parent, url } = event
  const { coordinates, seat } = await parent()
  const { scorecards } = locals.api
  const slug = params.round
  const round = await scorecards.rounds.alone({ slug })
  const planning = isAllowed(roundMachine.acts.planVisits, round.stage)
  const declares = planning && may(seat.role, 'scorecards.report_absence')
  const from = (name: string) => url.searchParams.get(name) ?? ''
  const asked = {
    estate: from('estate'),
    state: from('state'),
    search: from('search'),
    by: from('by') === 'reviewer' ? ('reviewer' as const) : ('estate' as const),
    after: from('after'),
    whole: from('whole') === '1',
  }
  const afterSeat = from('afterSeat')
  const message = coordinates ? null : await scorecards.messages.mine({ slug })
  const looked = message && !message.opened && isLook(event)
  if (looked) await scorecards.messages.open({ messageId: message.messageId })
  // The coordinator's visits are paged, because there may be a thousand.
  const [visits, plan, messages, declared] = await Promise.all([
    coordinates ? [] : scorecards.rounds.visits({ slug }),
    coordinates ? scorecards.rota.plan({ slug, ...asked }) : null,
    coordinates ? scorecards.messages.list({ slug, after: afterSeat }) : null,
    declares ? scorecards.rota.declarations({ slug }) : null,
  ])
  return {
    round: { ...round, visits },
    estates: declared?.estates ?? [],
    planning,
    asked: { ...asked, afterSeat },
    origin: url.origin,
    rules: { ...planRules, ...declarationRules },
    plan,
    messages,
    message: message && { ...message, opened: message.opened || Boolean(looked) },
    declared,
  }
}

export const actions: Actions = {
  propose: (event) => submit(event, RotaRequest, (api) => api.scorecards.rota.propose),
  take: (event) => submit(event, RotaOfRound, (api) => api.scorecards.rota.accept, { then: (taken) => ({ taken }) }),
  cancel: (event) => submit(event, RotaOfRound, (api) => api.scorecards.rota.cancel),
  relax: (event) => submit(event, RotaRelaxation, (api) => api.scorecards.rota.relax),
  wanted: (event) => submit(event, EstateException, (api) => api.scorecards.rota.setRequiredVisits),
  most: (event) => submit(event, PersonException, (api) => api.scorecards.rota.setMaxVisits),
  reassign: (event) =>
    submit(event, RotaOfRound, (api) => api.scorecards.rota.reassign, { then: (reassigned) => ({ reassigned }) }),
  send: (event) =>
    submit(event, NewMessages, (api) => api.scorecards.messages.send, { then: ({ sent }) => ({ sent }) }),
  absent: (event) => submit(event, NewAbsence, (api) => api.scorecards.rota.reportAbsence),
  present: (event) => submit(event, OneAbsence, (api) => api.scorecards.rota.withdrawAbsence),
  declare: (event) => submit(event, NewConflict, (api) => api.scorecards.rota.declareConflict),
  undeclare: (event) => submit(event, OneConflict, (api) => api.scorecards.rota.withdrawConflict),
  add: (event) => submit(event, NewVisit, (api) => api.scorecards.rota.addVisit),
  dates: (event) =>
    submit(event, VisitDays, (api) => api.scorecards.rota.dateVisits, { then: ({ dated }) => ({ dated }) }),
}

const planRules = {
  settings: fieldRules(RotaRequest),
  ofRound: fieldRules(RotaOfRound),
  relax: fieldRules(RotaRelaxation),
  estate: fieldRules(EstateException),
  person: fieldRules(PersonException),
  send: fieldRules(NewMessages),
  add: fieldRules(NewVisit),
}
const declarationRules = {
  absence: fieldRules(NewAbsence),
  oneAbsence: fieldRules(OneAbsence),
  conflict: fieldRules(NewConflict),
  oneConflict: fieldRules(OneConflict),
}
