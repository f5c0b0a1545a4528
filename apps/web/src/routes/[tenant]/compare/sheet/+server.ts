import { xlsx } from '#lib/server/xlsx.ts'
import { questionOf } from '../question.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals, url }) => {
  const { name, bytes } = await locals.api.compare.sheet(questionOf(url) as never)
  return xlsx(name, bytes)
}
