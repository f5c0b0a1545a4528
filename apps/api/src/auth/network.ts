/**
 * The network an address belongs to, as one key for a limit. A household or a server is given a whole IPv6 /64, so its
 * addresses count as one; an IPv4 address counts as itself, also when it is written as IPv6 (`::ffff:192.0.2.1`).
 */
import { isIPv4, isIPv6 } from 'node:net'

export function toNetwork(address: string): string {
  const bare = withoutPort(address.trim().slice(0, 100))
  if (isIPv4(bare)) return bare
  if (!isIPv6(bare)) return 'unknown'
  const groups = parseGroups(bare)
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
  if (isMapped) return [groups[6]! >> 8, groups[6]! & 255, groups[7]! >> 8, groups[7]! & 255].join('.')
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`
}

/** Some proxies forward `192.0.2.1:5678` or `[2001:db8::1]:5678`; each port would be a key of its own. */
function withoutPort(address: string): string {
  const inBrackets = /^\[([^\]]*)\]/.exec(address)?.[1]
  if (inBrackets !== undefined) return inBrackets
  return /^([\d.]+):\d+$/.exec(address)?.[1] ?? address
}

/** The eight 16-bit groups of an IPv6 address; `::` stands for as many zeros as are missing. */
function parseGroups(address: string): number[] {
  const plain = address.split('%', 1)[0]!.replace(/(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/, (_, a, b, c, d) => {
    const pair = (high: string, low: string) => ((Number(high) << 8) | Number(low)).toString(16)
    return `${pair(a, b)}:${pair(c, d)}`
  })
  const [before = '', after] = plain.split('::')
  const head = before.split(':').filter(Boolean)
  const tail = (after ?? '').split(':').filter(Boolean)
  const zeros = Array<string>(8 - head.length - tail.length).fill('0')
  return [...head, ...zeros, ...tail].map((group) => Number.parseInt(group, 16))
}
