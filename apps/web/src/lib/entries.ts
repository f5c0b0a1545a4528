/** The menu of a tenant, by its kind. A feature adds its line here. */
import { m } from '@bilin/i18n'
import {
  BookOpenText,
  Building2,
  CalendarClock,
  ChartColumn,
  ClipboardCheck,
  Handshake,
  House,
  ScrollText,
  UsersRound,
} from '@lucide/svelte'
import type { Entry } from '@bilin/ui/shell/entries'

type Kind = 'community' | 'company' | 'unit' | 'alliance'

/** `atHome`: whether this is the caller's own tenant; seats are managed there only, not in the alliance. */
export function listEntries(tenant: { slug: string; kind: Kind }, atHome: boolean, path: string): Entry[] {
  const all = [
    { at: '', label: m['home.title'](), icon: House, kinds: ['community', 'company', 'unit', 'alliance'] },
    { at: '/estates', label: m['estates.title'](), icon: Building2, kinds: ['community', 'alliance'] },
    { at: '/scorecards', label: m['scorecards.title'](), icon: ClipboardCheck, kinds: ['alliance'] },
    { at: '/projects', label: m['projects.title'](), icon: Handshake, kinds: ['alliance'] },
    {
      at: '/practices',
      label: m['practices.title'](),
      icon: BookOpenText,
      kinds: ['community', 'company', 'unit', 'alliance'],
    },
    { at: '/compare', label: m['compare.title'](), icon: ChartColumn, kinds: ['alliance'] },
    {
      at: '/people',
      label: m['tenants.people'](),
      icon: UsersRound,
      kinds: ['community', 'company', 'unit', 'alliance'],
    },
    {
      at: '/calendar',
      label: m['calendar.here'](),
      icon: CalendarClock,
      kinds: ['community', 'company', 'unit', 'alliance'],
    },
    {
      at: '/events',
      label: m['events.title'](),
      icon: ScrollText,
      kinds: ['community', 'company', 'unit', 'alliance'],
    },
  ]
  return all
    .filter(({ at, kinds }) => kinds.includes(tenant.kind) && (atHome || at !== '/people'))
    .map(({ at, label, icon }) => {
      const href = `/${tenant.slug}${at}`
      return { href, label, icon, current: path === href || (at !== '' && path.startsWith(`${href}/`)) }
    })
}
