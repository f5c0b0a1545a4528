/** The two screen sizes that are tested. */
export const screens = {
  phone: { width: 360, height: 740 },
  desktop: { width: 1280, height: 800 },
}

/** Stories of people at a desk; all others happen on a phone. Pages are looked at on both. */
export const atDesk = ['calendar', 'practices', 'projects', 'rota', 'rubrics', 'scorecards', 'sweep']
