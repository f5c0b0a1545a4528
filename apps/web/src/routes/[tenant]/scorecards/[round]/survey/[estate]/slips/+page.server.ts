import { createQr } from '#lib/server/qr.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { slips, ...found } = await locals.api.scorecards.surveys.slips({
    slug: params.round,
    estateId: params.estate,
    from: Number(url.searchParams.get('from') ?? 1),
  })
  const address = `${url.origin}/survey/${params.tenant}/${found.survey.address}`
  return {
    ...found,
    address,
    slips: slips.map(({ number, code }) => ({ number, code, qr: createQr(`${address}?code=${code}`) })),
  }
}
