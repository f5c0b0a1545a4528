import { expect, test } from 'vitest'
import { toNetwork } from './network.ts'

test('addresses of one IPv6 /64 are one network, those of the next are not', () => {
  for (const address of [
    '2001:db8:1:2::1',
    '2001:DB8:1:2:ffff:ffff:ffff:ffff',
    '2001:db8:1:2::',
    '2001:db8:1:2::9%eth0',
  ]) {
    expect(toNetwork(address), address).toBe('2001:db8:1:2::/64')
  }
  expect(toNetwork('2001:db8:1:3::1')).toBe('2001:db8:1:3::/64')
  expect(toNetwork('::1')).toBe('0:0:0:0::/64')
  expect(toNetwork('fe80::1')).toBe('fe80:0:0:0::/64')
  expect(toNetwork('1:2:3:4:5:6:7:8')).toBe('1:2:3:4::/64')
})

test('an IPv4 address is the same however it is written', () => {
  for (const address of [
    '192.0.2.1',
    '::ffff:192.0.2.1',
    '::FFFF:c000:201',
    '0:0:0:0:0:ffff:c000:0201',
    '192.0.2.1:5678',
  ]) {
    expect(toNetwork(address), address).toBe('192.0.2.1')
  }
})

test('a port is not part of an IPv6 network', () => {
  expect(toNetwork('[2001:db8:1:2::1]:5678')).toBe('2001:db8:1:2::/64')
})

test('what is no address at all counts as one network', () => {
  for (const address of ['', 'unix:', 'x'.repeat(5000), '999.1.1.1', '1.2.3.4, 5.6.7.8']) {
    expect(toNetwork(address)).toBe('unknown')
  }
})
