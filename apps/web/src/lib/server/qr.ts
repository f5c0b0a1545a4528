import encodeQR from 'qr'

/** A QR code as rows of modules, `1` dark, with the quiet margin that scanners need. Drawn by Qr.svelte. */
export const createQr = (text: string): string[] =>
  encodeQR(text, 'raw', { border: 4, ecc: 'medium' }).map((row) => row.map(Number).join(''))
