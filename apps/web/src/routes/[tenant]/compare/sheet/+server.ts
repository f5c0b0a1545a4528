import { sendDownload } from '#lib/server/download.ts'
import { ComparisonQuestion } from '@bilin/domain/compare/question'
import { questionOf } from '../question.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = (event) =>
  sendDownload(event, event.locals.api.compare.sheet(ComparisonQuestion.parse(questionOf(event.url))))
