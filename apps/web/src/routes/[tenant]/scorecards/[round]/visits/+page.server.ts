import { answer } from '#lib/server/answer.ts'
import { textsOf } from '#lib/server/formFields.ts'
import { may } from '@bilin/domain/permissions'
import { isLook } from './messages/openReceipt.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { locals, params, parent, url } = event
  const { coordinates, seat } = await parent()
  const { scorecards } = locals.api
  const slug = params.round
  const round = await scorecards.rounds.get({ slug })
  const open = round.stage === 'planning' || round.stage === 'visiting'
  const from = (name: string) => url.searchParams.get(name) ?? ''
  const pageOf = (name: string) => (/^[1-9]\d{0,3}$/.test(from(name)) ? Number(from(name)) : 1)
  const asked = {
    estate: from('estate'),
    state: from('state'),
    search: from('search'),
    by: from('by') === 'visitor' ? ('visitor' as const) : ('estate' as const),
    page: pageOf('page'),
    whole: from('whole') === '1',
  }
  const told = pageOf('told')
  const message = coordinates ? null : await scorecards.messages.mine({ slug })
  const looked = message && !message.opened && isLook(event)
  if (looked) await scorecards.messages.open({ messageId: message.messageId })
  return {
    // The coordinator's visits come by the page, and compounds with them: there may be a thousand.
    round: coordinates ? { ...round, visits: [], estates: [] } : round,
    asked: { ...asked, told },
    origin: url.origin,
    plan: coordinates ? await scorecards.rota.plan({ slug, ...asked }) : null,
    messages: coordinates ? await scorecards.messages.list({ slug, page: told }) : null,
    message: message && { ...message, opened: message.opened || Boolean(looked) },
    declared: open && may(seat.role, 'scorecards.report_absence') ? await scorecards.rota.declarations({ slug }) : null,
  }
}

export const actions: Actions = {
  propose: (event) =>
    answer(event, async ({ roundId, ...settings }) => {
      await event.locals.api.scorecards.rota.saveSettings({ roundId, settings } as never)
      return event.locals.api.scorecards.rota.start({ roundId } as never)
    }),
  take: (event) =>
    answer(event, async (typed) => ({ taken: await event.locals.api.scorecards.rota.accept(typed as never) })),
  cancel: (event) => answer(event, (typed) => event.locals.api.scorecards.rota.cancel(typed as never)),
  relax: (event) =>
    answer(event, async ({ roundId, at }) => {
      await event.locals.api.scorecards.rota.relax({ roundId, at } as never)
      return event.locals.api.scorecards.rota.start({ roundId } as never)
    }),
  wanted: (event) => answer(event, (typed) => event.locals.api.scorecards.rota.setWanted(typed as never)),
  most: (event) => answer(event, (typed) => event.locals.api.scorecards.rota.setMost(typed as never)),
  reassign: (event) =>
    answer(event, async (typed) => ({
      reassigned: await event.locals.api.scorecards.rota.reassign(typed as never),
    })),
  tell: (event) => answer(event, (typed) => event.locals.api.scorecards.messages.send(typed as never)),
  absent: (event) => answer(event, (typed) => event.locals.api.scorecards.rota.reportAbsence(typed as never)),
  present: (event) => answer(event, (typed) => event.locals.api.scorecards.rota.withdrawAbsence(typed as never)),
  declare: (event) => answer(event, (typed) => event.locals.api.scorecards.rota.declareConflict(typed as never)),
  undeclare: (event) => answer(event, (typed) => event.locals.api.scorecards.rota.withdrawConflict(typed as never)),
  add: (event) => answer(event, (typed) => event.locals.api.scorecards.rota.addVisit(typed as never)),
  dates: (event) =>
    answer(event, async ({ days, were }) => {
      const [typed, before] = [textsOf(days), textsOf(were)]
      const moved = Object.keys(typed).filter((visitId) => typed[visitId] !== (before[visitId] ?? ''))
      for (const visitId of moved)
        await event.locals.api.scorecards.rota.dateVisit({ visitId, plannedOn: typed![visitId] } as never)
      return { dated: moved.length }
    }),
}
