import type { PageLoad } from './$types'

/** What only some visits show is loaded for them alone; the service worker has all of it for offline use. */
export const load: PageLoad = async ({ data, parent, url }) => {
  const { visit } = data
  const { coordinates } = await parent()
  const asked = url.searchParams
  // After a form was posted without script, the address is that of the action.
  const ending = asked.get('d') === 'review' || ['/submit', '/read', '/import'].some((act) => asked.has(act))
  const open = visit.stage === 'visiting' && !visit.submittedAt
  const [review, excel, leftover, sent, drop] = await Promise.all([
    ending ? import('./form/Review.svelte') : null,
    ending ? import('./form/ExcelRound.svelte') : null,
    open ? null : import('./Leftover.svelte'),
    visit.submittedAt && visit.own ? import('./Sent.svelte') : null,
    coordinates && !visit.submittedAt && (open || visit.stage === 'planning') ? import('./DropVisit.svelte') : null,
  ])
  return {
    ...data,
    open,
    Review: review?.default ?? null,
    ExcelRound: excel?.default ?? null,
    Leftover: leftover?.default ?? null,
    Sent: sent?.default ?? null,
    DropVisit: drop?.default ?? null,
  }
}
