import { addressOfPage, sendDownload } from '#lib/server/download.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = (event) =>
  sendDownload(
    event,
    event.locals.api.scorecards.results.sheet({
      slug: event.params.round,
      version: event.url.searchParams.get('version') ?? '',
      address: addressOfPage(event),
    }),
  )
