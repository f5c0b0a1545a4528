import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({ taken: await locals.api.practices.taken() })
