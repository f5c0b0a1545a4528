import { openApp } from '@bilin/api/app'
import { readSession } from '../../../server/asker.ts'
import type { RequestHandler } from './$types'

/** In development SvelteKit serves the API too; in production the outer server takes /api before it comes here. */
const handle: RequestHandler = ({ request, locals: { bilin, locale, requestId }, url }) =>
  openApp(bilin, ({ headers }) => ({
    session: readSession(headers.get('cookie'), url.protocol === 'https:'),
    locale,
    requestId,
  })).fetch(request)

export { handle as GET, handle as POST }
