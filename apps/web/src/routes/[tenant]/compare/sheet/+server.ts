import { xlsx } from '#lib/server/xlsx.ts'
import { ComparisonQuestion } from '@bilin/domain/compare/question'
import { questionOf } from '../question.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals, url }) => {
  const { name, bytes } = await locals.api.compare.sheet(ComparisonQuestion.parse(questionOf(url)))
  return xlsx(name, bytes)
}
