import { readListing } from '#lib/list/address.ts'
import { filesIn } from '#lib/server/files.ts'
import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { OneFile } from '@bilin/domain/files/content'
import { Exclusion, FindingDecision, Inclusion, MarkDecision } from '@bilin/domain/scorecards/findings/decision'
import { FindingListing } from '@bilin/domain/scorecards/findings/listing'
import {
  FindingsAccepted,
  NewResponse,
  ResponseSubject,
  RestAccepted,
} from '@bilin/domain/scorecards/findings/response'
import { redirect, type RequestEvent } from '@sveltejs/kit'
import type { Actions, PageServerLoad } from './$types'

/** On one page. */
const DISPUTED_MARKS = 50

export const load: PageServerLoad = async ({ locals, params, url, parent }) => {
  const { scorecards } = locals.api
  const { coordinates } = await parent()
  const slug = params.round
  const param = (name: string) => url.searchParams.get(name) ?? ''
  const asked = readListing(FindingListing, url)
  const found = await scorecards.findings.list({ slug, ...asked })
  const published = found.round.stage === 'published'
  const place = param('place')
  const estateId = param('estate')
  const disclosed = await scorecards.findings.disclosedMarks({
    slug,
    search: place,
    ...(isId(estateId) && { estateId }),
  })
  const afterMark = isId(param('afterMark')) ? param('afterMark') : undefined
  const disputed = coordinates
    ? await scorecards.findings.disputed({ slug, after: afterMark, most: DISPUTED_MARKS + 1 })
    : []
  return {
    ...found,
    asked,
    place,
    disclosed,
    rules,
    disputed: {
      marks: disputed.slice(0, DISPUTED_MARKS),
      count: found.disputedMarks,
      after: afterMark,
      next: disputed.length > DISPUTED_MARKS ? disputed[DISPUTED_MARKS - 1]!.id : null,
    },
    disputing: param('dispute'),
    // The community reads the findings that counted; the company and the coordinator see all findings above.
    publishedFindings:
      published && !coordinates && Object.values(found.counts).every((count) => count === 0)
        ? await scorecards.results.publishedFindings({ slug })
        : [],
  }
}

/** The page with the form of this mark open. */
const toMark = ({ url }: RequestEvent, markId: string) =>
  redirect(303, `?estate=${encodeURIComponent(url.searchParams.get('estate') ?? '')}#mark-${markId}`)
const toEstate = (estateId: string) => redirect(303, `?estate=${encodeURIComponent(estateId)}`)

export const actions: Actions = {
  respond: (event) =>
    submit(event, NewResponse, (api) => api.scorecards.findings.respond, {
      given: filesIn,
      then(_done, { of, subjectId }) {
        if (of === 'mark') toMark(event, subjectId)
      },
    }),
  withdraw: (event) =>
    submit(event, ResponseSubject, (api) => api.scorecards.findings.withdraw, {
      then(_done, { of, subjectId }) {
        if (of === 'mark') toMark(event, subjectId)
      },
    }),
  removeFile: (event) => submit(event, OneFile, (api) => api.scorecards.findings.removeFile),
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
  file: fieldRules(OneFile),
  accept: fieldRules(FindingsAccepted),
  rest: fieldRules(RestAccepted),
  decide: fieldRules(FindingDecision),
  decideMark: fieldRules(MarkDecision),
  exclude: fieldRules(Exclusion),
  include: fieldRules(Inclusion),
}
const isId = (text: string) => /^[0-9a-f-]{36}$/u.test(text)
