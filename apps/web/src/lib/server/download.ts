/** Sends a file to the browser, which saves it under the name of its own language, or under an English one where it cannot. */
import type { Download } from '@bilin/api/rooms/files/download'

const types = {
  sheet: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  calendar: 'text/calendar; charset=utf-8',
} as const satisfies Record<Download['kind'], string>

export async function sendDownload({ url }: { url: URL }, wanted: Promise<Download>): Promise<Response> {
  const { kind, name, content } = await wanted
  return new Response(new Uint8Array(Buffer.from(content, 'base64')), {
    headers: { 'content-type': types[kind], 'content-disposition': attachment(name, asciiName(url.pathname, name)) },
  })
}

/** RFC 6266: `filename*` in UTF-8, and `filename` for programs that read only ASCII. */
const attachment = (name: string, ascii: string) =>
  `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/gu, percent)}`

const percent = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`

/** The address says in English what the file is: `/bilin/scorecards/2026-q3/results/sheet` is `bilin-scorecards-2026-q3-results`. */
function asciiName(pathname: string, name: string): string {
  const parts = pathname.split('/').filter((part) => /^[\w-]{1,40}$/u.test(part) && !isId(part))
  return [...(parts.at(-1) === 'calendar' ? parts : parts.slice(0, -1))].join('-') + name.slice(name.lastIndexOf('.'))
}

const isId = (part: string) => /^[0-9a-f]{8}-[0-9a-f-]{27}$/u.test(part)
