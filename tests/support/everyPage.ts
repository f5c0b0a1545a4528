/** Every page of the built app with one person who uses it, found as they find it: by its address, or by a link on another page. */
import { routesIn } from '../isolation/sweep/routes.ts'

/**
 * `from` is an address, or a route of this list, or both; `by` is a route whose page is on the way; `then` is added to the address.
 * Where that is not yet an address of the page, the first link there that leads to it is.
 */
type Use = { as: string | null; from: string; by?: string; then?: string }
export type Reached = { route: string; as: string | null; address: string }

const coordinator = '联盟协调员'
const secretary = '三桥社区书记'
const company = '龙馨园物业经理'
const reviewer = '二桥社区社工二'
const operator = '平台管理员'

const home = '/[tenant]'
const estate = `${home}/estates/[estate]`
const practice = `${home}/practices/[practice]`
const project = `${home}/projects/[project]`
const round = `${home}/scorecards/[round]`
const rubric = `${home}/scorecards/rubrics/[rubric]`
const summer = '/bilin/scorecards/2026-summer'

const uses: Record<string, Use> = {
  [home]: { as: secretary, from: '/sanqiao' },
  [`${home}/calendar`]: { as: secretary, from: '/sanqiao/calendar' },
  [`${home}/compare`]: { as: coordinator, from: '/bilin/compare' },
  [`${home}/estates`]: { as: secretary, from: '/sanqiao/estates' },
  [estate]: { as: secretary, from: `${home}/estates` },
  [`${estate}/change`]: { as: secretary, from: estate },
  [`${estate}/contracts/[contract]`]: { as: secretary, from: estate },
  [`${estate}/remove`]: { as: secretary, from: estate },
  [`${estate}/withdraw`]: { as: secretary, from: estate },
  [`${home}/estates/import`]: { as: secretary, from: '/sanqiao/estates/import' },
  [`${home}/estates/listing`]: { as: secretary, from: estate },
  [`${home}/estates/new`]: { as: secretary, from: '/sanqiao/estates/new' },
  [`${home}/events`]: { as: coordinator, from: '/bilin/events' },
  [`${home}/people`]: { as: coordinator, from: '/bilin/people' },
  [`${home}/people/invite`]: { as: coordinator, from: '/bilin/people/invite' },
  [`${home}/practices`]: { as: secretary, from: '/bilin/practices' },
  [practice]: { as: secretary, from: `${home}/practices` },
  [`${practice}/edit`]: { as: secretary, from: '/sanqiao/practices', by: practice, then: '/edit' },
  [`${practice}/publish`]: { as: secretary, from: '/sanqiao/practices', by: practice, then: '/publish' },
  [`${practice}/sharing`]: { as: secretary, from: '/sanqiao/practices', by: practice },
  [`${practice}/adopt`]: { as: secretary, from: practice },
  [`${home}/practices/adopted`]: { as: secretary, from: '/bilin/practices/adopted' },
  [`${home}/practices/adopted/end`]: { as: secretary, from: `${home}/practices/adopted` },
  [`${home}/practices/new`]: { as: secretary, from: '/sanqiao/practices/new' },
  [`${home}/projects`]: { as: secretary, from: '/bilin/projects' },
  [project]: { as: secretary, from: '/bilin/projects/charging-points' },
  [`${project}/close`]: { as: secretary, from: project, then: '/close' },
  [`${project}/edit`]: { as: secretary, from: project, then: '/edit' },
  [`${project}/join`]: { as: secretary, from: project, then: '/join' },
  [`${project}/plan`]: { as: secretary, from: project, then: '/plan' },
  [`${home}/projects/new`]: { as: secretary, from: '/bilin/projects/new' },
  [`${home}/scorecards`]: { as: coordinator, from: '/bilin/scorecards' },
  [round]: { as: coordinator, from: '/bilin/scorecards/2026-autumn' },
  [`${round}/behind`]: { as: coordinator, from: '/bilin/scorecards/2026-autumn/behind' },
  [`${round}/change`]: { as: coordinator, from: '/bilin/scorecards/2026-autumn/change' },
  [`${round}/cards/[estate]`]: { as: company, from: `${summer}/results` },
  [`${round}/correct`]: { as: coordinator, from: `${summer}/correct` },
  [`${round}/fairness`]: { as: coordinator, from: `${summer}/fairness` },
  [`${round}/findings`]: { as: coordinator, from: `${summer}/findings` },
  [`${round}/improvements`]: { as: '永宁家园物业经理', from: `${summer}/improvements` },
  [`${round}/preview`]: { as: coordinator, from: `${summer}/preview` },
  [`${round}/results`]: { as: coordinator, from: `${summer}/results` },
  [`${round}/survey`]: { as: coordinator, from: '/bilin/scorecards/2026-autumn/survey' },
  [`${round}/survey/[estate]`]: { as: coordinator, from: `${round}/survey` },
  [`${round}/survey/[estate]/slips`]: { as: coordinator, from: `${round}/survey/[estate]` },
  [`${round}/values`]: { as: coordinator, from: '/bilin/scorecards/2026-autumn/values' },
  [`${round}/values/import`]: { as: coordinator, from: '/bilin/scorecards/2026-autumn/values/import' },
  [`${round}/visits`]: { as: coordinator, from: '/bilin/scorecards/2026-autumn/visits' },
  [`${round}/visits/days`]: { as: coordinator, from: '/bilin/scorecards/2026-autumn/visits/days' },
  [`${round}/visits/[visit]`]: { as: reviewer, from: '/erqiao' },
  [`${home}/scorecards/new`]: { as: coordinator, from: '/bilin/scorecards/new' },
  [`${home}/scorecards/rubrics`]: { as: coordinator, from: '/bilin/scorecards/rubrics' },
  [rubric]: { as: coordinator, from: `${home}/scorecards/rubrics` },
  [`${rubric}/compare`]: { as: coordinator, from: rubric, then: '/compare' },
  [`${rubric}/import`]: { as: coordinator, from: rubric },
  [`${rubric}/revise`]: { as: coordinator, from: rubric },
  [`${home}/scorecards/rubrics/new`]: { as: coordinator, from: '/bilin/scorecards/rubrics/new' },
  [`${home}/scorecards/severity`]: { as: secretary, from: '/bilin/scorecards/severity' },
  '/account': { as: secretary, from: '/account' },
  '/operator': { as: operator, from: '/operator' },
  '/operator/[tenantId]': { as: operator, from: '/operator' },
  '/operator/calendar': { as: operator, from: '/operator/calendar' },
  '/sign-in': { as: null, from: '/sign-in' },
  '/survey/[alliance]/[address]': { as: coordinator, from: `${round}/survey/[estate]` },
  '/verify': { as: null, from: '/verify' },
  '/verify/[alliance]/[hash]': { as: coordinator, from: `${summer}/results` },
}

/** The names of those who open them. */
export const readers: string[] = [...new Set(Object.values(uses).flatMap(({ as }) => as ?? []))]

/** Not pages of their own, or none that the story can open. */
const without: Record<string, string> = {
  '/': 'leads on to the home page',
  '/first-run': 'closed as soon as there is anybody',
  '/invitation/[token]': 'its link is made once for each invitation',
  '/password/[token]': 'its link is made once for each forgotten password',
  '/sign-out': 'leads on',
  '/verify/[alliance]': 'leads on',
  [`${home}/estates/import/[draft]`]: 'is there while a file is being imported',
}

export const pageRoutes: string[] = routesIn()
  .filter(({ page }) => page)
  .map(({ route }) => route)

/** Pages that nobody here opens. */
export const listUnvisited = (): string[] => pageRoutes.filter((route) => !(route in uses) && !(route in without))

/** `read` answers the text of a page, as this person reads it. */
export async function reachEveryPage(
  read: (as: string | null, address: string) => Promise<string>,
): Promise<Reached[]> {
  const reached = new Map<string, Reached>()
  const follow = async (as: string | null, address: string, route: string) =>
    routeOf(address) === route
      ? [address]
      : linksIn(await read(as, address), address).filter((link) => routeOf(link) === route)
  for (const [route, { as, from, by, then = '' }] of Object.entries(uses)) {
    const start = reached.get(from)?.address ?? from
    let found: string | undefined
    for (const on of by ? await follow(as, start, by) : [start])
      [found] = found ? [found] : await follow(as, on + then, route)
    if (!found) throw new Error(`${start} leads ${as} to no ${route}`)
    reached.set(route, { route, as, address: found })
  }
  return [...reached.values()]
}

const linksIn = (html: string, address: string) =>
  [...html.matchAll(/href="([^"#]+)"/g)]
    .map(([, href]) => new URL(href!.replaceAll('&amp;', '&'), new URL(address, 'http://bilin.test')))
    .map(({ pathname, search }) => pathname + search)

/** As SvelteKit chooses: what is written out comes before what is a parameter. */
function routeOf(address: string): string | undefined {
  const [pathname = ''] = address.split('?')
  return byNarrowness.find(({ pattern }) => pattern.test(pathname))?.route
}

const byNarrowness = routesIn()
  .map(({ route }) => ({ route, pattern: new RegExp(`^${route.replaceAll(/\[\w+\]/g, '[^/]+')}$`) }))
  .sort((a, b) => countParams(a.route) - countParams(b.route))

function countParams(route: string): number {
  return route.split('[').length
}
