import type { RequestHandler } from './$types'

/** Kept by the browser, and shown from there only after we have said that whoever asks now may still see it. */
export const GET: RequestHandler = async ({ locals, params, request }) => {
  const { content, sha256 } = await locals.api.scorecards.photos.get({ photoId: params.id })
  const headers = { etag: `"${sha256}"`, 'cache-control': 'private, no-cache' }
  if (request.headers.get('if-none-match') === headers.etag) return new Response(null, { status: 304, headers })
  return new Response(new Uint8Array(Buffer.from(content, 'base64')), {
    headers: { ...headers, 'content-type': 'image/jpeg', 'content-disposition': 'inline' },
  })
}
