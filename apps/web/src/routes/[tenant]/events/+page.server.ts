import { EventsPage } from '@bilin/domain/eventsPage'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const feature = url.searchParams.get('of') ?? ''
  const after = url.searchParams.get('after') ?? ''
  const { lines, next } = await locals.api.events.list(EventsPage.parse({ feature, after }))
  return { feature, after, lines, next }
}
