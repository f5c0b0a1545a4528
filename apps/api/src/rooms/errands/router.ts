/** What waits for whoever asks, in the tenant looked at: the errands of all features that registered any. */
import { member, router } from '../../trpc.ts'
import type { ErrandKind, ErrandSource } from './errandSource.ts'
import { listErrands } from './listErrands.ts'

export const createErrandsRouter = <Kind extends ErrandKind>(sources: readonly ErrandSource<Kind>[]) =>
  router({ list: member.query(({ ctx }) => listErrands(sources, ctx, ctx.locale)) })
