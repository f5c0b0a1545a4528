import { sendDownload } from '#lib/server/download.ts'
import type { RequestHandler } from './$types'

/** A photo is shown, a PDF is downloaded: content from others is not opened as a page of Bilin. */
export const GET: RequestHandler = async (event) => {
  const { kind, name, content, sha256 } = await event.locals.api.files.get({ fileId: event.params.id })
  if (kind === 'pdf') return sendDownload(event, Promise.resolve({ kind, name, content }))
  // The browser may cache it, but must revalidate it each time, because the right to see it may have ended.
  const headers = { etag: `"${sha256}"`, 'cache-control': 'private, no-cache' }
  if (event.request.headers.get('if-none-match') === headers.etag) return new Response(null, { status: 304, headers })
  return new Response(new Uint8Array(Buffer.from(content, 'base64')), {
    headers: { ...headers, 'content-type': 'image/jpeg', 'content-disposition': 'inline' },
  })
}
