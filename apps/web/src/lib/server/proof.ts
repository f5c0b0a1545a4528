import { createQr } from './qr.ts'

type Asked = { url: URL; params: { tenant: string } }

/** The address where anybody can verify a published hash, and its QR code. */
export function loadProof({ url, params }: Asked, hash: string) {
  const address = `${url.origin}/verify/${params.tenant}/${hash}`
  return { hash, address, qr: createQr(address) }
}
