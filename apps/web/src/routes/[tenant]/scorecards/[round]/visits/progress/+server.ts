import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals, params }) => {
  const { id: roundId } = await locals.api.scorecards.rounds.get({ slug: params.round })
  return Response.json(await locals.api.scorecards.rota.progress({ roundId }))
}
