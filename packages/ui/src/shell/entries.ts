import type { LucideIcon } from '@lucide/svelte'

/** An entry of the navigation. The first four are on the phone's bar. */
export type Entry = { href: string; label: string; icon: LucideIcon; current?: boolean; count?: number }
