import { redirect } from '@sveltejs/kit'
import { isLook } from '#lib/server/isLook.ts'
import { newId } from '#lib/offline/newId.ts'
import { answer } from '#lib/server/answer.ts'
import { readField } from '#lib/server/formFields.ts'
import { Marking, Submission, VisitSheet } from '@bilin/domain/scorecards/visits/marking'
import { m } from '@bilin/i18n'
import { fillIn, photosIn, readDraft, readSent } from './draft/visitForm.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { scorecards } = event.locals.api
  const visit = await scorecards.visits.get({ visitId: event.params.visit })
  const message = visit.own ? await scorecards.messages.mine({ slug: visit.slug }) : null
  const looked = message && !message.opened && isLook(event)
  if (looked) await scorecards.messages.open({ messageId: message.messageId })
  return {
    visit,
    message: message && { messageId: message.messageId, opened: message.opened || Boolean(looked) },
  }
}

export const actions: Actions = {
  save: (event) =>
    answer(event, async (typed, form) => {
      const { next, fill, ...sent } = readSent(typed)
      const { api } = event.locals
      const { rubric } = await api.scorecards.visits.get({ visitId: event.params.visit })
      const dimension = rubric.body.dimensions.find(({ code }) => code === sent.dimension)
      const photos = photosIn(form)
      const { photographed, ...marking } = readDraft(sent, photos, m['scorecards.visits.form.see_photo']())
      if (fill && dimension) fillIn(dimension.indicators, marking)
      await api.scorecards.visits.save(Marking.parse({ ...marking, visitId: event.params.visit }))
      for (const [subjectId, photo] of photographed) await insertPhoto(api, subjectId, photo)
      redirect(303, `?d=${encodeURIComponent(String((fill ? sent.dimension : next) ?? ''))}`)
    }),

  submit: (event) =>
    answer(event, async ({ revision }) => {
      await event.locals.api.scorecards.visits.submit(Submission.parse({ revision, visitId: event.params.visit }))
      redirect(303, event.url.pathname)
    }),

  drop: (event) =>
    answer(event, async () => {
      await event.locals.api.scorecards.rota.dropVisit({ visitId: event.params.visit })
      redirect(303, `/${event.params.tenant}/scorecards/${event.params.round}/visits`)
    }),

  read: (event) =>
    answer(event, async ({ revision }, form) => {
      const file = form.get('file')
      const bytes = file instanceof File ? Buffer.from(await file.arrayBuffer()) : Buffer.alloc(0)
      return event.locals.api.scorecards.visits.readSheet(
        VisitSheet.parse({ visitId: event.params.visit, revision, file: bytes.toString('base64') }),
      )
    }),

  import: (event) =>
    answer(event, async (typed) => {
      await event.locals.api.scorecards.visits.importSheet({
        visitId: event.params.visit,
        revision: readField(typed, 'revision'),
        replace: readField(typed, 'replace'),
        sheet: readField(typed, 'sheet'),
      })
      redirect(303, '?d=review')
    }),
}

const insertPhoto = async (api: App.Locals['api'], subjectId: string, photo: File) =>
  api.scorecards.photos.add({
    photoId: newId(),
    of: 'visit_finding',
    subjectId,
    content: Buffer.from(await photo.arrayBuffer()).toString('base64'),
  })
