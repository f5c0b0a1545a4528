/** The two screens that Bilin is made for. */
export const screens = {
  phone: { width: 360, height: 740 },
  desktop: { width: 1280, height: 800 },
}

/** Stories of people at a desk; all others happen on a phone. Every page is crawled on both. */
export const atDesk = ['practices', 'projects', 'rota', 'rubrics', 'scorecards', 'sweep']
