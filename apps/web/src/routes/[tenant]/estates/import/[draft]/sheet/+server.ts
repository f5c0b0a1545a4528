import { sendDownload } from '#lib/server/download.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = (event) =>
  sendDownload(event, event.locals.api.estates.unfinishedSheet({ importId: event.params.draft }))
