/** The pages whose pictures stand in docs/screens: who looks, where, and which link they follow from there. */
export type Shown = { name: string; as: string | null; path: string; follow?: string }

const coordinator = '联盟协调员'
const secretary = '三桥社区书记'

export const pages: Shown[] = [
  { name: 'sign-in', as: null, path: '/sign-in' },
  { name: 'home-secretary', as: secretary, path: '/sanqiao' },
  { name: 'home-coordinator', as: coordinator, path: '/bilin' },
  { name: 'home-company', as: '龙馨园物业经理', path: '/longxin' },
  { name: 'estates', as: secretary, path: '/sanqiao/estates' },
  { name: 'estate', as: secretary, path: '/sanqiao/estates', follow: 'main tbody a' },
  { name: 'estates-listed', as: coordinator, path: '/bilin/estates' },
  { name: 'scorecards', as: coordinator, path: '/bilin/scorecards' },
  { name: 'round-under-way', as: coordinator, path: '/bilin/scorecards/2026-autumn' },
  { name: 'round-published', as: coordinator, path: '/bilin/scorecards/2026-summer' },
  { name: 'results', as: coordinator, path: '/bilin/scorecards/2026-summer/results' },
  { name: 'results-as-company', as: '龙馨园物业经理', path: '/bilin/scorecards/2026-summer/results' },
  {
    name: 'card',
    as: '龙馨园物业经理',
    path: '/bilin/scorecards/2026-summer/results',
    follow: 'main a[href*="/cards/"]',
  },
  { name: 'findings', as: coordinator, path: '/bilin/scorecards/2026-summer/findings' },
  { name: 'fairness', as: coordinator, path: '/bilin/scorecards/2026-summer/fairness' },
  { name: 'improvements', as: '永宁家园物业经理', path: '/bilin/scorecards/2026-summer/improvements' },
  {
    name: 'verify',
    as: coordinator,
    path: '/bilin/scorecards/2026-summer/results',
    follow: 'main a[href^="/verify/"]',
  },
  { name: 'surveys', as: coordinator, path: '/bilin/scorecards/2026-autumn/survey' },
  {
    name: 'survey',
    as: coordinator,
    path: '/bilin/scorecards/2026-autumn/survey',
    follow: 'main tbody a',
  },
  { name: 'visits-plan', as: coordinator, path: '/bilin/scorecards/2026-autumn/visits' },
  {
    name: 'visit',
    as: '二桥社区社工二',
    path: '/erqiao',
    follow: 'main a[href*="/visits/"]',
  },
  { name: 'rubrics', as: coordinator, path: '/bilin/scorecards/rubrics' },
  {
    name: 'rubric',
    as: coordinator,
    path: '/bilin/scorecards/rubrics',
    follow: 'main a[href*="/rubrics/"]:not([href$="/new"])',
  },
  { name: 'projects', as: secretary, path: '/bilin/projects' },
  { name: 'project', as: secretary, path: '/bilin/projects/charging-points' },
  { name: 'practices', as: secretary, path: '/bilin/practices' },
  {
    name: 'practice',
    as: secretary,
    path: '/bilin/practices',
    follow: 'main a[href*="/practices/"]:has-text("10分钟应急")',
  },
  { name: 'compare', as: coordinator, path: '/bilin/compare' },
  { name: 'events', as: coordinator, path: '/bilin/events' },
  { name: 'people', as: coordinator, path: '/bilin/people' },
  { name: 'calendar', as: secretary, path: '/sanqiao/calendar' },
  { name: 'account', as: secretary, path: '/account' },
  { name: 'operator', as: '平台管理员', path: '/operator' },
  { name: 'operator-calendar', as: '平台管理员', path: '/operator/calendar' },
]
