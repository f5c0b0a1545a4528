import { error } from '@sveltejs/kit'
import { m } from '@bilin/i18n'
import type { LayoutServerLoad } from './$types'

/** A cut-off address is answered as not found, like one that never existed. */
export const load: LayoutServerLoad = ({ params }) => {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(params.practice)) {
    error(404, m['practices.not_found'](), {})
  }
}
