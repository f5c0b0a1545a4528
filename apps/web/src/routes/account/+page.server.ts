import { redirect, type RequestEvent } from '@sveltejs/kit'
import { answer, signInFrom } from '#lib/server/answer.ts'
import { beginSession, endSession, sessionOf } from '#lib/server/cookies.ts'
import { moment } from '#lib/words/days.ts'
import { formatDevice } from '#lib/words/deviceWords.ts'
import { m } from '@bilin/i18n'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { locals, url, cookies } = event
  if (!(await locals.person())) redirect(303, signInFrom(url))
  const [reachable, sessions] = await Promise.all([
    locals.api.tenants.reachable(),
    locals.bilin.ownSessions.list(getSession(event)),
  ])
  return {
    seats: reachable.filter(({ slug, ownSlug }) => slug === ownSlug),
    preferred: cookies.get('bilin_seat') ?? null,
    sessions: sessions.map(({ id, device, madeAt, usedAt, isCurrent }) => ({
      id,
      isCurrent,
      device: formatDevice(device),
      used: m['sessions.used']({ used: moment(usedAt), begun: moment(madeAt) }),
    })),
  }
}

export const actions: Actions = {
  password: (event) =>
    answer(event, async (typed) => {
      const person = await event.locals.person()
      if (!person) redirect(303, signInFrom(event.url))
      await event.locals.bilin.changePassword(person.id, typed)
      await beginSession(event, person.id)
      return { changed: true }
    }),
  endSession: (event) =>
    answer(event, async (typed) => {
      const endedItself = await event.locals.bilin.ownSessions.end(getSession(event), typed)
      if (endedItself) {
        await endSession(event)
        redirect(303, '/sign-in')
      }
      return { ended: m['sessions.ended']() }
    }),
  endOthers: (event) =>
    answer(event, async () => {
      const count = await event.locals.bilin.ownSessions.endOthers(getSession(event))
      return { ended: m['sessions.others_ended']({ count }) }
    }),
}

const getSession = (event: RequestEvent) => sessionOf(event) ?? redirect(303, signInFrom(event.url))
