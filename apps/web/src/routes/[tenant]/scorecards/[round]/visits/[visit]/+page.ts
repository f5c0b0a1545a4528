import type { PageLoad } from './$types'

/** What is needed once, at the end of a visit, is fetched then; the worker keeps it for where there is no network. */
export const load: PageLoad = async ({ data, url }) => {
  const asked = url.searchParams
  // A form that was posted without script comes back at its action's address.
  const ending = asked.get('d') === 'review' || asked.has('/submit') || asked.has('/import')
  const [review, excel] = ending
    ? await Promise.all([import('./form/Review.svelte'), import('./form/ExcelRound.svelte')])
    : []
  return { ...data, Review: review?.default ?? null, ExcelRound: excel?.default ?? null }
}
