import { error, redirect } from '@sveltejs/kit'
import { answer, type Typed } from '#lib/server/answer.ts'
import { dayOf } from '@bilin/domain/calendar'
import { m } from '@bilin/i18n'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const practice = await locals.api.practices.written({ practiceId: params.practice })
  const given = practice.publications.find(({ alliance }) => alliance && alliance === url.searchParams.get('in'))
  if (!given) error(404, m['practices.not_found'](), {})
  return { practice, given, today: dayOf(new Date()) }
}

export const actions: Actions = {
  prolong: (event) => answer(event, (typed) => back(event, event.locals.api.practices.prolong(asked(event, typed)))),
  withdraw: (event) => answer(event, (typed) => back(event, event.locals.api.practices.withdraw(asked(event, typed)))),
}

const asked = ({ params }: RequestEvent, typed: Typed) => ({ ...typed, practiceId: params.practice }) as never

async function back({ params }: RequestEvent, done: Promise<void>) {
  await done
  redirect(303, `/${params.tenant}/practices/${params.practice}`)
}
