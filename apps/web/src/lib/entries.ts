/** Where one can go inside a tenant, by its kind. A feature adds its line here. */
import { m } from '@bilin/i18n'
import {
  BookOpenText,
  Building2,
  ChartColumn,
  ClipboardCheck,
  Handshake,
  House,
  ScrollText,
  UsersRound,
} from '@lucide/svelte'
import type { Entry } from '@bilin/ui/shell/entries'

type Kind = 'community' | 'company' | 'unit' | 'alliance'

/** `atHome`: people are kept where they sit, so a member finds them in its own tenant and not in the alliance. */
export function entriesOf(tenant: { slug: string; kind: Kind }, atHome: boolean, path: string): Entry[] {
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
