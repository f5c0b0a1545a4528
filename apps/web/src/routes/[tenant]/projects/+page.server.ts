import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const filter = Object.fromEntries(
    ['stage', 'mine', 'sort'].map((key) => [key, url.searchParams.get(key) ?? undefined]),
  )
  return { ...(await locals.api.projects.list(filter)), filter }
}
