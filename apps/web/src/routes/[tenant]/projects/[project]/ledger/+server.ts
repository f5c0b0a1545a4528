import { xlsx } from '#lib/server/xlsx.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals, params }) => {
  const { name, bytes } = await locals.api.projects.ledger({ slug: params.project })
  return xlsx(name, bytes)
}
