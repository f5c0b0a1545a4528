import { inOrder, projectErrands, scorecardErrands, sharingErrands, type Errand } from './errands.ts'
import type { PageServerLoad } from './$types'

/** At home, what waits in one's own tenant and in each alliance it is in, every one asked in a transaction of its own. */
export const load: PageServerLoad = async ({ locals, params, parent }) => {
  const { tenant, own, doors } = await parent()
  const atHome = tenant.id === own.id
  const alliances = doors.filter(
    ({ ownSlug, kind, slug }) => kind === 'alliance' && ownSlug === own.slug && slug !== own.slug,
  )
  const places = tenant.kind === 'alliance' ? [{ slug: params.tenant, name: tenant.name }] : alliances
  const [inPlaces, privately, log] = await Promise.all([
    Promise.all(
      places.map(({ slug, name }) => inAlliance(locals, slug, atHome && tenant.kind !== 'alliance' ? name : '')),
    ),
    atHome && tenant.kind !== 'alliance' ? privateErrands(locals, params.tenant, tenant.kind) : [],
    locals.api.events.list({}),
  ])
  return {
    errands: inOrder([...privately, ...inPlaces.flatMap(({ errands }) => errands)]),
    fresh: inPlaces.flatMap(({ fresh }) => fresh).slice(0, 5),
    log: log.lines.slice(0, 6),
    alliances: atHome ? alliances.map(({ slug, name }) => ({ slug, name })) : [],
  }
}

async function inAlliance(locals: App.Locals, slug: string, place: string) {
  const there = locals.at(slug)
  const [scorecards, projects, practices] = await Promise.all([
    there.scorecards.waiting(),
    there.projects.waiting(),
    there.practices.waiting(),
  ])
  return {
    errands: [...scorecardErrands(scorecards, slug, place), ...projectErrands(projects, slug, place)],
    fresh: practices.fresh.map((practice) => ({
      ...practice,
      href: `/${slug}/practices/${practice.practiceId}`,
    })),
  }
}

async function privateErrands(locals: App.Locals, slug: string, kind: string): Promise<Errand[]> {
  const [practices, contracts] = await Promise.all([
    locals.api.practices.waiting(),
    kind === 'community' ? locals.api.estates.endingContracts({ within: 60 }) : [],
  ])
  return [
    ...sharingErrands(practices, slug),
    ...contracts.map((contract) => ({
      key: contract.id,
      kind: 'contract_ends' as const,
      title: contract.estate,
      place: contract.companyName,
      href: `/${slug}/estates/${contract.estateId}`,
      due: contract.until,
      late: false,
    })),
  ]
}
