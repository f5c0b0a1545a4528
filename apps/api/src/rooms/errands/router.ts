/** The caller's errands in the current tenant, from all features. */
import { member, router } from '../../trpc.ts'
import type { ErrandKind, ErrandSource } from './errandSource.ts'
import { listErrands } from './listErrands.ts'

export const createErrandsRouter = <Kind extends ErrandKind>(sources: readonly ErrandSource<Kind>[]) =>
  router({ list: member.query(({ ctx }) => listErrands(sources, ctx, ctx.locale)) })
