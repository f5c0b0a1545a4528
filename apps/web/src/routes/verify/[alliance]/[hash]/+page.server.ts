import type { PageServerLoad } from './$types'

/** An unknown code gets a page that says so, with the form to try again. */
export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
  setHeaders({ 'cache-control': 'no-store' })
  const { alliance, hash } = params
  try {
    return {
      alliance,
      hash,
      verdict: await locals.at(alliance).scorecards.seals.verify({ alliance, hash }),
      unknown: null,
    }
  } catch (error) {
    const refused = locals.refused(error)
    if (refused.status >= 500) throw error
    return { alliance, hash, verdict: null, unknown: refused.fields.hash ?? refused.sentence }
  }
}
