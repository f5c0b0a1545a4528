/** The home page: what waits for somebody, and what is new, in their own tenant and in each alliance it is in. */
import type { Bilin, Caller } from '@bilin/api/bilin'
import { sortErrands } from '@bilin/domain/errands/errand'

type Tenant = { id: string; slug: string; name: string; kind: string }
export type Home = {
  tenant: Tenant
  own: Pick<Tenant, 'id' | 'slug'>
  doors: Awaited<ReturnType<Bilin['listReachableTenants']>>
}
export type HomeErrand = Awaited<ReturnType<typeof loadHome>>['errands'][number]
type Place = { slug: string; name: string }

/** Each tenant is asked in a transaction of its own. An alliance's page is about itself only. */
export async function loadHome({ tenant, own, doors }: Home, at: (slug: string) => Caller) {
  const atHome = tenant.id === own.id
  const alliances = doors
    .filter(({ ownSlug, kind, slug }) => kind === 'alliance' && ownSlug === own.slug && slug !== own.slug)
    .map(({ slug, name }) => ({ slug, name }))
  const here = { slug: tenant.slug, name: '' }
  const elsewhere = tenant.kind === 'alliance' ? [] : alliances
  const errands = await Promise.all([here, ...elsewhere].map((place) => listErrandsAt(place, at)))
  const fresh = await Promise.all(
    (tenant.kind === 'alliance' ? [here] : alliances).map((place) => listFreshAt(place, at)),
  )
  return {
    errands: sortErrands(errands.flat()),
    fresh: fresh.flat().slice(0, 5),
    alliances: atHome ? alliances : [],
  }
}

async function listErrandsAt({ slug, name }: Place, at: (slug: string) => Caller) {
  const errands = await at(slug).errands.list()
  return errands.map(({ id, path, about, ...errand }) => ({
    ...errand,
    key: `${slug} ${errand.kind} ${id}`,
    href: `/${slug}/${path}`,
    place: [name, about].filter(Boolean).join(' · '),
  }))
}

async function listFreshAt({ slug }: Place, at: (slug: string) => Caller) {
  const practices = await at(slug).practices.fresh()
  return practices.map((practice) => ({ ...practice, href: `/${slug}/practices/${practice.practiceId}` }))
}
