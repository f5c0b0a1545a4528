import { xlsx } from '#lib/server/xlsx.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals, params }) => {
  const { name, content } = await locals.api.scorecards.rubrics.sheet({ rubricId: params.rubric })
  return xlsx(name, Buffer.from(content, 'base64'))
}
