/** Sends a file to the browser, which saves it under the name of its own language, or under an English one where it cannot. */
import type { Download } from '@bilin/api/rooms/files/download'

const types = {
  sheet: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  calendar: 'text/calendar; charset=utf-8',
  pdf: 'application/pdf',
} as const satisfies Record<Download['kind'], string>

export async function sendDownload({ url }: { url: URL }, wanted: Promise<Download>): Promise<Response> {
  const { kind, name, content } = await wanted
  return new Response(new Uint8Array(Buffer.from(content, 'base64')), { headers: headersOf(url, kind, name) })
}

/** The address of the page that a sheet at `…/sheet` is saved from, which the sheet names. */
export const addressOfPage = ({ url }: { url: URL }): string =>
  url.origin + url.pathname.replace(/\/sheet$/u, '') + url.search

type Streamed = { name: string; pieces: AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> }

/** Sends a workbook while it is made. What goes wrong before its first piece is answered as on any page; later, the browser sees a file cut off. */
export async function sendSheet({ url }: { url: URL }, wanted: Promise<Streamed>): Promise<Response> {
  const { name, pieces } = await wanted
  const first = await pieces.next()
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start: (controller) => (first.done ? controller.close() : controller.enqueue(first.value)),
      async pull(controller) {
        const { done, value } = await pieces.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      async cancel() {
        await pieces.return()
      },
    },
    { highWaterMark: 1 },
  )
  return new Response(body, { headers: headersOf(url, 'sheet', name) })
}

const headersOf = (url: URL, kind: Download['kind'], name: string) => ({
  'content-type': types[kind],
  'content-disposition': attachment(name, asciiName(url.pathname, name)),
  // Some files come from other users: if a browser opens one, it must not run anything in it.
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
})

/** RFC 6266: `filename*` in UTF-8, and `filename` for programs that read only ASCII. */
const attachment = (name: string, ascii: string) =>
  `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/gu, percent)}`

const percent = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`

/** The English name, made from the address: `/bilin/scorecards/2026-q3/results/sheet` gives `bilin-scorecards-2026-q3-results`. */
function asciiName(pathname: string, name: string): string {
  const parts = pathname.split('/').filter((part) => /^[\w-]{1,40}$/u.test(part) && !isId(part))
  return [...(parts.at(-1) === 'calendar' ? parts : parts.slice(0, -1))].join('-') + name.slice(name.lastIndexOf('.'))
}

const isId = (part: string) => /^[0-9a-f]{8}-[0-9a-f-]{27}$/u.test(part)
