import { sendDownload } from '#lib/server/download.ts'
import { readFilters } from '../find/filters.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = (event) => {
  const { after: _page, ...asked } = readFilters(event.url.searchParams)
  return sendDownload(event, event.locals.api.practices.sheet(asked))
}
