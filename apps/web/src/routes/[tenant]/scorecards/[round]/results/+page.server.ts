import { readListing } from '#lib/list/address.ts'
import { isLook } from '#lib/server/isLook.ts'
import { loadProof } from '#lib/server/proof.ts'
import { refuse } from '@bilin/domain/refusal'
import { ResultListing } from '@bilin/domain/scorecards/rounds/listing'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { locals, params, parent, url } = event
  const { own } = await parent()
  const asked = readListing(ResultListing, url)
  const version = url.searchParams.get('version') ?? ''
  const found = await locals.api.scorecards.results.list({ slug: params.round, version, ...asked })
  const { slug, title, stage, publishedAt, version: newest } = found.round
  if (stage !== 'published') refuse('not_found', 'scorecards.not_published')
  const looked = found.unopened && isLook(event)
  if (looked) await locals.api.scorecards.results.open({ slug })
  const seal = found.seals.find((each) => each.version === found.version)
  return {
    round: { slug, title, stage, publishedAt, version: newest },
    version: found.version,
    seals: found.seals,
    proof: seal ? loadProof(event, seal.hash) : null,
    asked,
    totals: found.totals,
    unopened: found.unopened && !looked,
    compares: found.compares,
    // Whose estate it is, the page shows by a badge and needs no ids for.
    results: found.results.map(({ communityId, companyId, ...result }) => ({
      ...result,
      own: communityId === own.id || companyId === own.id,
    })),
    seen: found.seen,
    next: found.next,
    notReviewed: found.notReviewed,
    severityShare: found.ratings.find(({ about }) => about === 'total')?.severityShare ?? null,
    dimensions: found.dimensions,
    vetoes: found.vetoes,
  }
}
