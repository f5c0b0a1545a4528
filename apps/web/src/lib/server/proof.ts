import { qrOf } from './qr.ts'

type Asked = { url: URL; params: { tenant: string } }

/** Where anybody can check a published hash, and the QR code that leads there. */
export function proofOf({ url, params }: Asked, hash: string) {
  const address = `${url.origin}/verify/${params.tenant}/${hash}`
  return { hash, address, qr: qrOf(address) }
}
