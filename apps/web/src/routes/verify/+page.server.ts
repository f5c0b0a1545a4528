import { redirect } from '@sveltejs/kit'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ url }) => {
  const alliance = url.searchParams.get('alliance')?.trim().toLowerCase() ?? ''
  const hash = url.searchParams.get('hash')?.slice(0, 200).replace(/[\s-]/gu, '') ?? ''
  if (alliance && hash) redirect(303, `/verify/${encodeURIComponent(alliance)}/${encodeURIComponent(hash)}`)
  return { alliance }
}
