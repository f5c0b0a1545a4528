import { putPhotos } from '#lib/server/photos.ts'
import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { Exclusion, FindingDecision, Inclusion, MarkDecision } from '@bilin/domain/scorecards/findings/decision'
import {
  FindingsAccepted,
  NewResponse,
  ResponseSubject,
  RestAccepted,
} from '@bilin/domain/scorecards/findings/response'
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
    disputed: coordinates ? await scorecards.findings.disputed({ slug }) : [],
    disputing: url.searchParams.get('dispute') ?? '',
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
  respond: (event) =>
    submit(event, NewResponse, (api) => api.scorecards.findings.respond, {
      async then(_done, { of, subjectId }, form) {
        await putPhotos(event, 'response', subjectId, form)
        if (of === 'mark') toMark(event, subjectId)
      },
    }),
  withdraw: (event) =>
    submit(event, ResponseSubject, (api) => api.scorecards.findings.withdraw, {
      then(_done, { of, subjectId }) {
        if (of === 'mark') toMark(event, subjectId)
      },
    }),
  accept: (event) => submit(event, FindingsAccepted, (api) => api.scorecards.findings.accept),
  acceptRest: (event) => submit(event, RestAccepted, (api) => api.scorecards.findings.acceptRest),
  decide: (event) => submit(event, FindingDecision, (api) => api.scorecards.findings.decide),
  decideMark: (event) => submit(event, MarkDecision, (api) => api.scorecards.findings.decideMark),
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
  respond: fieldRules(NewResponse),
  withdraw: fieldRules(ResponseSubject),
  accept: fieldRules(FindingsAccepted),
  rest: fieldRules(RestAccepted),
  decide: fieldRules(FindingDecision),
  decideMark: fieldRules(MarkDecision),
  exclude: fieldRules(Exclusion),
  include: fieldRules(Inclusion),
}
const isId = (text: string) => /^[0-9a-f-]{36}$/u.test(text)
