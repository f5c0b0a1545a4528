import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async ({ locals, params, cookies }) => ({
  person: await findPerson(locals, params.tenant),
  locale: locals.locale,
  look: cookies.get('bilin_look') ?? 'auto.normal',
})

/** In a tenant the transaction that enters it says who it is; the page of an error may have none. */
function findPerson({ here, person }: App.Locals, tenant: string | undefined) {
  return tenant
    ? here().then(
        (entered) => entered.person,
        () => person(),
      )
    : person()
}
