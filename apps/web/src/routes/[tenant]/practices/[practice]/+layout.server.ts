import { error } from '@sveltejs/kit'
import { m } from '@bilin/i18n'
import type { LayoutServerLoad } from './$types'

/** An address cut short while it was passed on is not found, like one that never was. */
export const load: LayoutServerLoad = ({ params }) => {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(params.practice)) {
    error(404, m['practices.not_found'](), {})
  }
}
