import { sendDownload } from '#lib/server/download.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = (event) =>
  sendDownload(event, event.locals.api.scorecards.rubrics.sheet({ rubricId: event.params.rubric }))
