import { ComparisonQuestion } from '@bilin/domain/compare/question'
import { questionOf } from './question.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const question = questionOf(url)
  return { question, ...(await locals.api.compare.read(ComparisonQuestion.parse(question))) }
}
