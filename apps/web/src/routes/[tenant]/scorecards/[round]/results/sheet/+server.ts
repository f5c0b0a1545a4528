import { xlsx } from '#lib/server/xlsx.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals, params }) => {
  const { name, content } = await locals.api.scorecards.results.sheet({ slug: params.round })
  return xlsx(name, Buffer.from(content, 'base64'))
}
