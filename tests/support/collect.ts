/** Everything that comes, once it has ended. */
export async function collect<One>(coming: AsyncIterable<One>): Promise<One[]> {
  const all: One[] = []
  for await (const one of coming) all.push(one)
  return all
}
