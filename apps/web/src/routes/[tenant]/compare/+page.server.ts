import { readListing } from '#lib/list/address.ts'
import { ComparisonPage, ComparisonQuestion } from '@bilin/domain/compare/question'
import { ResultListing } from '@bilin/domain/scorecards/rounds/listing'
import { readQuestion } from './question.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const question = readQuestion(url)
  const { round: slug, by, ...filters } = ComparisonQuestion.parse(question)
  const { afterGroup } = readListing(ComparisonPage, url)
  const asked = { ...readListing(ResultListing, url), ...filters, whole: false }
  const shown = slug ?? (await api.compare.newest())
  const found = shown === null ? null : await api.scorecards.results.list({ slug: shown, ...asked })
  const estateIds = found?.results.map(({ estateId }) => estateId)
  const compared = await api.compare.read({
    ...filters,
    by,
    round: shown ?? undefined,
    afterGroup,
    ...(by === 'estate' && { estateIds }),
  })
  return {
    question,
    ...compared,
    asked: { search: asked.search, sort: asked.sort, after: asked.after, afterGroup },
    totals: found?.totals ?? null,
    compares: found?.compares ?? false,
    nextEstate: found?.next ?? null,
    vetoes: found?.vetoes ?? [],
    results: (found?.results ?? []).map(
      ({ communityId: _of, companyId: _by, values: _in, kind: _kind, ...result }) => result,
    ),
  }
}
