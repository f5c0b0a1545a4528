import { loadHome } from './home.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, parent }) => {
  const [home, log] = await Promise.all([loadHome(await parent(), locals.at), locals.api.events.list({})])
  return { ...home, log: log.lines.slice(0, 6) }
}
