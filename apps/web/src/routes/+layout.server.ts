import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = ({ locals, cookies }) => ({
  person: locals.person && {
    id: locals.person.id,
    name: locals.person.name,
    operator: locals.person.operator,
  },
  locale: locals.locale,
  look: cookies.get('bilin_look') ?? 'auto.normal',
})
