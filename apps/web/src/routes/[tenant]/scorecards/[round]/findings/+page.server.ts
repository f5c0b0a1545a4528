import { redirect } from '@sveltejs/kit'
import { answer } from '#lib/server/answer.ts'
import { putPhotos } from '#lib/server/photos.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url, parent }) => {
  const { scorecards } = locals.api
  const { coordinates } = await parent()
  const slug = params.round
  const asked = await scorecards.findings.list({ slug })
  const published = asked.round.stage === 'published'
  const estateId = url.searchParams.get('estate') ?? undefined
  const put = await scorecards.findings.disclosedMarks({ slug, ...(isId(estateId) && { estateId }) } as never)
  return {
    ...asked,
    put,
    contested: coordinates ? await scorecards.findings.disputed({ slug }) : [],
    contesting: url.searchParams.get('contest') ?? '',
    // The community reads what stood; the company and the coordinator have all of it already.
    stood: published && asked.findings.length === 0 ? await scorecards.results.publishedFindings({ slug }) : [],
    shown: url.searchParams.get('show') ?? '',
  }
}

export const actions: Actions = {
  reply: (event) =>
    answer(event, async ({ photo: _, ...typed }, form) => {
      await event.locals.api.scorecards.findings.respond(typed as never)
      await putPhotos(event, 'response', String(typed.findingId), form)
    }),
  contest: (event) =>
    answer(event, async ({ photo: _, estateId, ...typed }, form) => {
      await event.locals.api.scorecards.findings.disputeMark(typed as never)
      await putPhotos(event, 'response', String(typed.markId), form)
      redirect(303, `?estate=${encodeURIComponent(String(estateId))}#mark-${String(typed.markId)}`)
    }),
  withdrawReply: (event) =>
    answer(event, (typed) => event.locals.api.scorecards.findings.withdrawResponse(typed as never)),
  withdrawContest: (event) =>
    answer(event, async ({ estateId, ...typed }) => {
      await event.locals.api.scorecards.findings.withdrawDispute(typed as never)
      redirect(303, `?estate=${encodeURIComponent(String(estateId))}#mark-${String(typed.markId)}`)
    }),
  accept: (event) => answer(event, (typed) => event.locals.api.scorecards.findings.accept(typed as never)),
  acceptRest: (event) => answer(event, (typed) => event.locals.api.scorecards.findings.acceptRest(typed as never)),
  rule: (event) => answer(event, (typed) => event.locals.api.scorecards.findings.decide(typed as never)),
  ruleMark: (event) => answer(event, (typed) => event.locals.api.scorecards.findings.decideMark(typed as never)),
  exclude: (event) =>
    answer(event, async (typed) => {
      await event.locals.api.scorecards.findings.exclude(typed as never)
      redirect(303, `?estate=${encodeURIComponent(String(typed.estateId))}`)
    }),
  include: (event) =>
    answer(event, async (typed) => {
      await event.locals.api.scorecards.findings.include(typed as never)
      redirect(303, `?estate=${encodeURIComponent(String(typed.estateId))}`)
    }),
}

const isId = (text: string | undefined) => /^[0-9a-f-]{36}$/u.test(text ?? '')
