/** How well the measured effect of a practice tells the truth: as it is published, and as it was published before. */
import { measureWorlds, published, publishedBefore } from '@bilin/domain/practices/tests/measures'
import { REASONS, type World } from '@bilin/domain/practices/tests/simulated'
import { print } from '../table.ts'

const ESTATES = [10, 30, 100]
const EFFECTS = [0, 10]
const ROUNDS = 5
/** Simulated alliances of each sort; the standard error of a share is at most 1.3 in a hundred. */
const WORLDS = 1500

const percent = (share: number) => (100 * share).toFixed(1)

export function printEffects(): void {
  const rows = EFFECTS.flatMap((effect) =>
    ESTATES.flatMap((estates) =>
      REASONS.flatMap((reason) => {
        const world: Omit<World, 'seed'> = { estates, rounds: ROUNDS, effect, reason }
        return [
          describe(world, 'before', measureWorlds(world, WORLDS, publishedBefore)),
          describe(world, 'now', measureWorlds(world, WORLDS, published)),
        ]
      }),
    ),
  )
  print(['effect', 'estates', 'adopt by', 'way', 'measured', 'bias', 'covered', 'better', 'worse'], rows)
}

function describe(
  { effect, estates, reason }: Omit<World, 'seed'>,
  way: string,
  { measured, bias, covered, better, worse }: ReturnType<typeof measureWorlds>,
): string[] {
  const shares = [covered, better, worse].map(percent)
  return [`${effect}`, `${estates}`, reason, way, percent(measured), bias.toFixed(1), ...shares]
}
