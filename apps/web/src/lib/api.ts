/** The procedures, called from the browser, for what a form cannot do: autosave, and search while typing. */
import { createTRPCClient, httpBatchLink } from '@trpc/client'
import type { AppRouter } from '@bilin/api/bilin'

/** `seat` is the acting seat, for people who can enter the tenant by several. */
export const apiAt = (tenant: string, seat?: string) =>
  createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({
        url: '/api/trpc',
        maxItems: 20,
        headers: { 'bilin-tenant': tenant, ...(seat && { 'bilin-seat': seat }) },
      }),
    ],
  })
