import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const feature = url.searchParams.get('of') ?? ''
  const after = url.searchParams.get('after') ?? ''
  const { lines, next } = await locals.api.events.list({ feature, after } as never)
  return { feature, after, lines, next }
}
