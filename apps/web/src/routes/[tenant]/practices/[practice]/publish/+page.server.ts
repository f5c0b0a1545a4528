import { redirect } from '@sveltejs/kit'
import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { Publishing } from '@bilin/domain/practices/publication'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const practice = await locals.api.practices.written({ practiceId: params.practice })
  const to = url.searchParams.get('to')
  const alliance = practice.alliances.find(({ slug }) => slug === to) ?? practice.alliances[0] ?? null
  const given = practice.publications.find(({ allianceId }) => allianceId === alliance?.id) ?? null
  return { practice, alliance, given, rules: fieldRules(Publishing) }
}

export const actions: Actions = {
  default: (event) => {
    const { practice: practiceId, tenant } = event.params
    return submit(event, Publishing, (api) => api.practices.publish, {
      given: { practiceId },
      then: () => redirect(303, `/${tenant}/practices/${practiceId}`),
    })
  },
}
