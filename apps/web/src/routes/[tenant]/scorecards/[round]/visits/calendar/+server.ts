import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals, params, url }) => {
  const { name, content } = await locals.api.scorecards.rota.calendar({ slug: params.round, origin: url.origin })
  return new Response(content, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="visits.ics"; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  })
}
