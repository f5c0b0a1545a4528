/**
 * Seals: each publication is hashed into a chain that anybody can check.
 *
 * seal.ts adds a seal · verify.ts, export.ts verify the chain and export it · canonical.ts the JSON that is hashed
 */
import { inPublic } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import { Fingerprint } from '@bilin/domain/scorecards/seals/fingerprint'
import { recordIn, type SealRecord } from '@bilin/domain/scorecards/seals/seal'
import { z } from 'zod'
import { toRefusal } from '../../../errors.ts'
import { open, router } from '../../../trpc.ts'
import { chainProblems, listSeals } from './verify.ts'

type Link = { place: number; previous: string | null; hash: string; document: string; record: SealRecord }

export const seals = router({
  /**
   * For anybody, signed in or not: the public record of the publication or scorecard whose hash is, or begins with, this one, and
   * whether the record and the chain are unchanged. Nothing but the record is read.
   */
  verify: open
    .input(z.strictObject({ alliance: z.string().max(40), hash: Fingerprint }))
    .query(({ ctx, input: { alliance, hash } }) =>
      inPublic(ctx.pool, alliance, async (db, place) => {
        const seals = await listSeals(db)
        const problems = chainProblems(seals)
        const links = seals.flatMap((seal): Link[] => {
          const record = recordIn(seal.document)
          return record ? [{ ...seal, record }] : []
        })
        const { link, card } = findIn(links, hash) ?? refuse('not_found', 'scorecards.hash_unknown')
        const { record } = link
        const newest = links.findLast((other) => other.record.round.slug === record.round.slug)!
        return {
          alliance: place.name,
          example: place.example,
          round: record.round,
          rubric: record.rubric,
          version: record.version,
          reason: record.reason,
          publishedAt: record.publishedAt,
          place: link.place,
          length: seals.length,
          hash: link.hash,
          estate: card,
          estates: record.cards.map(({ name, stars, unrated, vetoed }) => ({ name, stars, unrated, vetoed })),
          notReviewed: record.notReviewed ?? [],
          recordHolds: !problems.some(({ key }) => key === `#${link.place}`),
          chainHolds: problems.length === 0,
          newer:
            newest === link
              ? null
              : {
                  version: newest.record.version,
                  reason: newest.record.reason,
                  hash: card
                    ? (newest.record.cards.find(({ estate }) => estate === card.estate)?.card ?? newest.hash)
                    : newest.hash,
                },
        }
      }).catch(unknownToo),
    ),
})

/** An unknown alliance and an unknown hash get the same answer, so that strangers cannot find out which alliances exist. */
function unknownToo(error: unknown): never {
  if (toRefusal(error)?.code === 'tenants.not_found') refuse('not_found', 'scorecards.hash_unknown')
  throw error
}

function findIn(links: readonly Link[], hash: string) {
  for (const link of links) {
    if (link.hash.startsWith(hash)) return { link, card: null }
    const card = link.record.cards.find((listed) => listed.card.startsWith(hash))
    if (card) return { link, card }
  }
  return null
}
