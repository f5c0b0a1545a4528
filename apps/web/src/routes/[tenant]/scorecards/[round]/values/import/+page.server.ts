import { filesIn } from '#lib/server/files.ts'
import { pasteForm } from '#lib/server/formFields.ts'
import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { PastedValues, ValueWorkbook } from '@bilin/domain/scorecards/values/value'
import { permit } from '@bilin/domain/permissions'
import { isAllowed } from '@bilin/domain/stages/machine'
import { redirect } from '@sveltejs/kit'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, parent }) => {
  const { seat } = await parent()
  permit(seat.role, 'scorecards.enter_values')
  const round = await locals.api.scorecards.rounds.alone({ slug: params.round })
  return {
    round,
    open: round.sourced && isAllowed(roundMachine.acts.enterValues, round.stage),
    rules: {
      file: fieldRules(ValueWorkbook),
      paste: fieldRules(PastedValues.omit({ files: true })),
      save: fieldRules(PastedValues),
    },
  }
}

const fileIn = async (form: FormData) => {
  const chosen = form.get('file')
  return chosen instanceof File && chosen.name !== '' ? { file: new Uint8Array(await chosen.arrayBuffer()) } : {}
}

export const actions: Actions = {
  file: (event) =>
    submit(event, ValueWorkbook, (api) => api.scorecards.values.readSheet, {
      given: fileIn,
      then: (read) => ({ read }),
    }),
  paste: (event) =>
    submit(event, PastedValues.omit({ files: true }), (api) => api.scorecards.values.readPasted, {
      then: (read, { pasted }) => ({ read, values: { pasted } }),
      limits: pasteForm,
    }),
  save: (event) =>
    submit(event, PastedValues, (api) => api.scorecards.values.enterPasted, {
      given: filesIn,
      then: () => redirect(303, `/${event.params.tenant}/scorecards/${event.params.round}/values`),
      limits: pasteForm,
    }),
}
