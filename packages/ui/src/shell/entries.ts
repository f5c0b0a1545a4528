import type { LucideIcon } from '@lucide/svelte'

/** A place one can go from the rail or the bottom bar. The first four stand on the phone's bar. */
export type Entry = { href: string; label: string; icon: LucideIcon; current?: boolean; count?: number }
