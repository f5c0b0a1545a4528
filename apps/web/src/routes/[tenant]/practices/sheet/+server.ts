import { sendDownload } from '#lib/server/download.ts'
import { askedIn } from '../find/filters.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = (event) => {
  const { after: _page, ...asked } = askedIn(event.url.searchParams)
  return sendDownload(event, event.locals.api.practices.sheet(asked))
}
