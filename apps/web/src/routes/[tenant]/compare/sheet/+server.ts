import { addressOfPage, sendDownload } from '#lib/server/download.ts'
import { ComparisonQuestion } from '@bilin/domain/compare/question'
import { readQuestion } from '../question.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = (event) =>
  sendDownload(
    event,
    event.locals.api.compare.sheet({
      ...ComparisonQuestion.parse(readQuestion(event.url)),
      address: addressOfPage(event),
    }),
  )
