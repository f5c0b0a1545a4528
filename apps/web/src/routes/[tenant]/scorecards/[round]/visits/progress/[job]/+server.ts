import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals, params }) =>
  Response.json(await locals.api.scorecards.rota.progress({ jobId: params.job }))
