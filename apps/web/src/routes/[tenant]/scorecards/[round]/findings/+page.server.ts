import { putPhotos } from '#lib/server/photos.ts'
import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { Exclusion, Inclusion, MarkReply, MarkRuling, OneMark } from '@bilin/domain/scorecards/findings/dispute'
import { FindingsAccepted, NewReply, OneFinding, RestAccepted, Ruling } from '@bilin/domain/scorecards/visits/finding'
import { redirect, type RequestEvent } from '@sveltejs/kit'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url, parent }) => {
  const { scorecards } = locals.api
  const { coordinates } = await parent()
  const slug = params.round
  const asked = await scorecards.findings.list({ slug })
  const published = asked.round.stage === 'published'
  const estateId = url.searchParams.get('estate') ?? ''
  const put = await scorecards.findings.disclosedMarks({ slug, ...(isId(estateId) && { estateId }) })
  return {
    ...asked,
    put,
    rules,
    contested: coordinates ? await scorecards.findings.disputed({ slug }) : [],
    contesting: url.searchParams.get('contest') ?? '',
    // The community reads what stood; the company and the coordinator have all of it already.
    stood: published && asked.findings.length === 0 ? await scorecards.results.publishedFindings({ slug }) : [],
    shown: url.searchParams.get('show') ?? '',
  }
}

/** Back to the mark, with its estate. */
const toMark = ({ url }: RequestEvent, markId: string) =>
  redirect(303, `?estate=${encodeURIComponent(url.searchParams.get('estate') ?? '')}#mark-${markId}`)
const toEstate = (estateId: string) => redirect(303, `?estate=${encodeURIComponent(estateId)}`)

export const actions: Actions = {
  reply: (event) =>
    submit(event, NewReply, (api) => api.scorecards.findings.respond, {
      then: (_done, { findingId }, form) => putPhotos(event, 'response', findingId, form),
    }),
  contest: (event) =>
    submit(event, MarkReply, (api) => api.scorecards.findings.disputeMark, {
      async then(_done, { markId }, form) {
        await putPhotos(event, 'response', markId, form)
        toMark(event, markId)
      },
    }),
  withdrawReply: (event) => submit(event, OneFinding, (api) => api.scorecards.findings.withdrawResponse),
  withdrawContest: (event) =>
    submit(event, OneMark, (api) => api.scorecards.findings.withdrawDispute, {
      then: (_done, { markId }) => toMark(event, markId),
    }),
  accept: (event) => submit(event, FindingsAccepted, (api) => api.scorecards.findings.accept),
  acceptRest: (event) => submit(event, RestAccepted, (api) => api.scorecards.findings.acceptRest),
  rule: (event) => submit(event, Ruling, (api) => api.scorecards.findings.decide),
  ruleMark: (event) => submit(event, MarkRuling, (api) => api.scorecards.findings.decideMark),
  exclude: (event) =>
    submit(event, Exclusion, (api) => api.scorecards.findings.exclude, {
      then: (_done, { estateId }) => toEstate(estateId),
    }),
  include: (event) =>
    submit(event, Inclusion, (api) => api.scorecards.findings.include, {
      then: (_done, { estateId }) => toEstate(estateId),
    }),
}

const rules = {
  reply: fieldRules(NewReply),
  finding: fieldRules(OneFinding),
  accept: fieldRules(FindingsAccepted),
  rest: fieldRules(RestAccepted),
  rule: fieldRules(Ruling),
  contest: fieldRules(MarkReply),
  mark: fieldRules(OneMark),
  ruleMark: fieldRules(MarkRuling),
  exclude: fieldRules(Exclusion),
  include: fieldRules(Inclusion),
}
const isId = (text: string) => /^[0-9a-f-]{36}$/u.test(text)
