import { openApp } from '@bilin/api/app'
import type { RequestHandler } from './$types'

/** In development SvelteKit serves the API too; in production the outer server takes /api before it comes here. */
const handle: RequestHandler = ({ request, locals: { bilin, person, locale, requestId } }) =>
  openApp(bilin, async () => ({ person, locale, requestId })).fetch(request)

export { handle as GET, handle as POST }
