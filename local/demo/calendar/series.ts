/**
 * Recurring events, one per line, with their exceptions below:
 *   key | summary | first start | minutes | organiser, attendees (? open, - declined, ~ tentative) | place | options | description
 *   !key | the occurrence's day | cancelled   or   !key | day | moved | new start
 */
export const series = `
monday | Måndagsmöte | w50 mon 08:45 | 30 | ada, nora, tobias, etienne, maud, priyaw | Lyon + Göteborg | meet; rrule:FREQ=WEEKLY;BYDAY=MO | Vem gör vad. Kaffe medtages.
!monday | w41 mon | cancelled
!monday | w33 mon | cancelled
!monday | w25 mon | moved | w25 tue 08:45
!monday | w2 mon | moved | w2 mon 13:00
!monday | w-2 mon | cancelled
johanna | Johanna, en kvart | w27 mon 08:00 | 15 | ada, johanna | Telefon | rrule:FREQ=WEEKLY;BYDAY=MO |
!johanna | w17 mon | cancelled
!johanna | w6 mon | moved | w6 wed 08:00
choir | Kvarnkören | w51 tue 18:30 | 150 | ada | Kvarnen, övre salen | rrule:FREQ=WEEKLY;BYDAY=TU; private | Noter, vatten, penna
!choir | w36 tue | cancelled
!choir | w12 tue | cancelled
harbour-monthly | Harbourline monthly | w49 thu 10:00 | 90 | ben, ada, lotte, pieter | Hull office, the room with the ship | rrule:FREQ=WEEKLY;INTERVAL=4;BYDAY=TH; zone:Europe/London | Numbers first, then people, then pie.
!harbour-monthly | w29 thu | moved | w28 thu 11:00
steering | Tidewell go-live steering | w48 wed 14:00 | 45 | gareth, ada, sunita, sigrid, mads, dom~ | | rrule:FREQ=WEEKLY;COUNT=10;BYDAY=WE; zone:Europe/London; meet |
!steering | w43 wed | cancelled
nora-1to1 | Nora + Ada | w51 fri 14:30 | 45 | ada, nora | A walk | rrule:FREQ=WEEKLY;INTERVAL=2;BYDAY=FR |
partners | Partners' lunch | w47 fri 12:30 | 120 | etienne, ada | Chez Mounier, or wherever the train stopped | rrule:FREQ=WEEKLY;INTERVAL=4;BYDAY=FR |
!partners | w15 fri | cancelled
ferrum-q | Ferrum quarterly, with the lads | w50 thu 07:00 | 180 | stan, ada, denise | Shop floor, Birmingham | rrule:FREQ=WEEKLY;INTERVAL=13;BYDAY=TH; zone:Europe/London | Not on a screen.
pickup | Hämta på Lindskolan | w40 wed 15:15 | 30 | ada | Lindskolan | rrule:FREQ=WEEKLY;BYDAY=WE; private |
birthday-mum | Mamma fyller år | w35 sat | 1 | ada | | allday; rrule:FREQ=YEARLY; private; free |
`;
