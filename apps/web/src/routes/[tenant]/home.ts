/** The home page: errands and news, of the person's own tenant and of each of its alliances. */
import type { Caller } from '@bilin/api/bilin'
import { sortErrands } from '@bilin/domain/errands/errand'

type Tenant = { id: string; slug: string; name: string; kind: string }
export type Home = {
  tenant: Tenant
  own: Pick<Tenant, 'id' | 'slug'>
  reachable: Awaited<ReturnType<Caller['tenants']['reachable']>>
}
export type HomeErrand = Awaited<ReturnType<typeof loadHome>>['errands'][number]
type Place = { slug: string; name: string }

/** Each tenant is read in a transaction of its own. In an alliance the page is about this alliance only. */
export async function loadHome({ tenant, own, reachable }: Home, at: (slug: string) => Caller) {
  const atHome = tenant.id === own.id
  const alliances = reachable
    .filter(({ ownSlug, kind, slug }) => kind === 'alliance' && ownSlug === own.slug && slug !== own.slug)
    .map(({ slug, name }) => ({ slug, name }))
  const here = { slug: tenant.slug, name: '' }
  const elsewhere = tenant.kind === 'alliance' ? [] : alliances
  // Asked at the same time, so that both are read in one transaction of each tenant.
  const [errands, fresh] = await Promise.all([
    Promise.all([here, ...elsewhere].map((place) => listErrandsAt(place, at))),
    Promise.all((tenant.kind === 'alliance' ? [here] : alliances).map((place) => listFreshAt(place, at))),
  ])
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
