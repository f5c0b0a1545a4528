import { addressOfPage, sendDownload } from '#lib/server/download.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = (event) =>
  sendDownload(
    event,
    event.locals.api.scorecards.results.findingSheet({ slug: event.params.round, address: addressOfPage(event) }),
  )
