import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async ({ locals, params }) => ({
  estate: await locals.api.estates.record({ estateId: params.estate }),
})
