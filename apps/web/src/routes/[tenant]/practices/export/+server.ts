import { askedIn } from '../find/filters.ts'
import type { RequestHandler } from './$types'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const GET: RequestHandler = async ({ locals, url }) => {
  const { after: _page, ...asked } = askedIn(url.searchParams)
  const { name, base64 } = await locals.api.practices.ledger(asked)
  return new Response(Buffer.from(base64, 'base64'), {
    headers: {
      'content-type': XLSX,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  })
}
