/** Text inside XML. */

export const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** Control characters have no place in XML, escaped or not. */

const nowhere = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/gu

export const escapeXml = (words: string): string =>
  words
    .toWellFormed()
    .replace(nowhere, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
