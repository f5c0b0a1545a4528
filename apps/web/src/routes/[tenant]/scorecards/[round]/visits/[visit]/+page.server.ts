import { redirect } from '@sveltejs/kit'
import { answer } from '#lib/server/answer.ts'
import { readDraft, toFillIn, type Sent } from './typed.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => ({
  visit: await locals.api.scorecards.visit({ visitId: params.visit }),
})

export const actions: Actions = {
  save: (event) =>
    answer(event, async (typed) => {
      const { next, fill, ...sent } = typed as Sent & { next?: string; fill?: string }
      const { api } = event.locals
      const { rubric } = await api.scorecards.visit({ visitId: event.params.visit })
      const dimension = rubric.body.dimensions.find(({ code }) => code === sent.dimension)
      const marking = readDraft(sent)
      const kept = new Map(Object.entries(marking.marks))
      for (const code of fill && dimension ? toFillIn(dimension.indicators, kept, marking.findings) : [])
        marking.marks[code] = '5'
      await api.scorecards.save({ ...marking, visitId: event.params.visit } as never)
      redirect(303, `?d=${encodeURIComponent(String((fill ? sent.dimension : next) ?? ''))}`)
    }),

  submit: (event) =>
    answer(event, async ({ revision, draft }) => {
      const all = typeof draft === 'string' && draft !== '' ? (JSON.parse(draft) as object) : {}
      await event.locals.api.scorecards.submit({ ...all, revision, visitId: event.params.visit } as never)
      redirect(303, `/${event.params.tenant}/scorecards/${event.params.round}/visits`)
    }),

  drop: (event) =>
    answer(event, async () => {
      await event.locals.api.scorecards.dropVisit({ visitId: event.params.visit })
      redirect(303, `/${event.params.tenant}/scorecards/${event.params.round}/visits`)
    }),

  import: (event) =>
    answer(event, async ({ revision }, form) => {
      const file = form.get('file')
      const bytes = file instanceof File ? Buffer.from(await file.arrayBuffer()) : Buffer.alloc(0)
      const read = await event.locals.api.scorecards.importSheet({
        visitId: event.params.visit,
        revision,
        file: bytes.toString('base64'),
      } as never)
      if (read.problems.length === 0) redirect(303, '?d=review')
      return { problems: read.problems }
    }),
}
