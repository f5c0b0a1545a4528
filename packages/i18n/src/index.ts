/** The words of Bilin: `m['feature.key']()` in the reader's language. */
export { m } from './compiled/messages.js'
export { baseLocale, getLocale, isLocale, locales, setLocale, type Locale } from './compiled/runtime.js'
