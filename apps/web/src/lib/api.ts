/** The procedures from the browser, for what a form does not do well: drafts that save themselves, search as one types. */
import { createTRPCClient, httpBatchLink } from '@trpc/client'
import type { AppRouter } from '@bilin/api/bilin'

/** `seat` is the one acting, for whoever reaches the tenant from several. */
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
