/** What machines write: "sender | when | subject | text". */
export const noticeRows = `
bank | w50 mon 05:10 | Your statement is ready | Account ending 4471. Sign in to read it.
bank | w46 mon 05:10 | Statement available for account 4471 | One document is waiting in your vault.
bank | w37 tue 05:10 | A payment of 4 200.00 arrived | From Saltmarsh Foods, reference LR-2210.
bank | w37 mon 05:10 | Your new card is on its way | Five working days, plain envelope.
bank | w33 mon 05:10 | Unusual amount: 38 640.00 | To Kopparhuset Fastigheter. If it was you, do nothing.
bank | w34 tue 05:10 | Payment received: 2 100.00 | LR-2224, thank you for banking with us.
bank | w27 tue 05:10 | Payment received: 6 150.00 | LR-2231, value date yesterday.
bank | w19 mon 05:10 | Interest rate change | Business saver moves to 2.15%.
bank | w11 mon 05:10 | Statement ready (three pages) | Account ending 4471, joint view for two partners.
bank | w6 mon 05:10 | Direct debit set up | Rookery IT, monthly, first collection next week.
bank | w2 mon 05:10 | Payment received: 11 800.00 | Reference FT-7781.
bank | d2 05:10 | Statement ready | Four pages this time.
ledgerly | w47 thu 08:00 | Invoice LR-2198 was viewed | Harbourline Freight opened it twice.
ledgerly | w43 thu 08:00 | Invoice LR-2205 paid | Norrskog Trä AB, 4 days early.
ledgerly | w38 mon 09:30 | Invoice LR-2210 sent | Saltmarsh Foods, due in 30 days.
ledgerly | w33 mon 09:30 | Invoice LR-2231 sent | Saltmarsh Foods, three workshop days.
ledgerly | w30 mon 08:00 | Invoice LR-2231 is overdue | First reminder not yet sent.
ledgerly | w25 wed 08:00 | Quote accepted: Ferrum Tooling | PO FT-7781 attached by the buyer.
ledgerly | w20 thu 08:00 | Invoice LR-2262 paid | Larkfield Clinics, in full.
ledgerly | w14 thu 08:00 | Weekly digest | 3 sent, 2 paid, 1 asleep.
ledgerly | w8 thu 08:00 | Invoice LR-2290 was viewed | Someone at Thermes d'Ondine, at 02:14.
ledgerly | w4 fri 14:05 | 11 invoices sent | Total 96 400 EUR. Nice work, Maud.
ledgerly | d5 08:00 | Invoice LR-2307 is due tomorrow | Pellworth & Sons, second of three.
ledgerly | d1 08:00 | Invoice LR-2307 paid | Pellworth & Sons, on the day.
barn | w44 tue 22:40 | [lindqvistroux/website] Build 398 passed | Branch main, 2 min 11 s, by rafe.
barn | w29 thu 23:05 | [lindqvistroux/website] Build 411 failed | Step images: photo-17.jpg is 48 MB.
barn | w29 thu 23:31 | [lindqvistroux/website] Build 412 passed | Step images: photo-17.jpg is 210 kB.
barn | w22 wed 18:12 | [lindqvistroux/website] Build 420 passed | Commit "brave, no ampersand".
barn | w13 tue 19:00 | [lindqvistroux/website] Build 431 failed | Spelling: "bespoke" found 1 time.
barn | w13 tue 19:09 | [lindqvistroux/website] Build 432 passed | Spelling: clean.
barn | w5 wed 02:00 | [lindqvistroux/website] Certificate renewed | Next check in sixty days.
barn | d3 18:45 | [lindqvistroux/website] Build 447 failed | Step links: 1 dead (/kettle).
travel | w44 mon 11:11 | Booked: Göteborg to Dole, Thursday | 06:12 from platform 4, two changes.
travel | w42 tue 10:00 | Booked: Bristol, one night | Quayhead Inn, late arrival noted.
travel | w36 tue 10:20 | Booked: Sheffield, return | Boots count as hand luggage. Just kidding, they do.
travel | w16 thu 07:30 | Booked: Göteborg to Lyon, 3 nights | Hôtel des Deux Ponts, breakfast from six.
travel | w12 tue 16:05 | Check in now: GOT to LIS | Seat 11A, cabin bag only.
travel | w12 sat 10:00 | How was Lisbon? | Tell us in three clicks.
travel | w7 fri 09:00 | Your receipts, one file | Eleven trips, sorted by client.
travel | w2 mon 10:00 | Booked: Norwich, Tuesday | Early train, forward facing, quiet coach.
travel | d6 15:00 | Price drop on a saved route | Göteborg to Lyon from 119.
fox | w51 thu 14:20 | Delivered: 1 kettle | Left with NORA H.
fox | w42 mon 12:02 | Delivered: 6 jars | One smells of lime.
fox | w32 mon 16:40 | Out for delivery: 1 item (oversize) | Contents: duck. Recipient: T. Brandt.
fox | w26 thu 13:00 | Delivered: 1 bell, small | Signed: it rang.
fox | w16 mon 11:50 | Out for delivery: 1 bicycle | From Avignon, fragile, blue.
fox | w15 wed 15:30 | Customs charge: 9 tumblers | No charge. Have a good day.
fox | w6 wed 12:12 | Delivered: 1 box (baked goods) | Left at reception, going fast.
fox | d2 13:40 | Out for delivery: proofs | From Paperboat Press, before five.
rail | w49 wed 17:55 | Votre train est arrêté | Le Creusot, en pleine voie.
rail | w49 wed 21:10 | Votre train repart | Retard estimé : deux heures dix.
rail | w44 wed 18:00 | Ditt tåg i morgon 06:12 | Spår 4. Inga störningar.
rail | w16 sun 18:00 | Ditt tåg i morgon 07:04 | Vagn 6, plats 41.
rail | w11 wed 16:30 | Votre voyage Mâcon-Lyon | Quai 2, à l'heure pour une fois.
rail | d7 18:00 | Ditt tåg är ersatt med buss | Bussen går från Nils Ericson.
guard | w47 tue 08:31 | Password changed | For ada.lindqvist, by your administrator.
guard | w31 sat 20:02 | New device: tablet | Göteborg. If that's you, welcome.
guard | w10 thu 21:39 | Sign-in blocked | Unknown browser, unknown country.
guard | w10 thu 21:52 | Keys rotated | Two sessions were ended.
guard | w1 thu 09:15 | Storage at 81% | Large attachments make up most of it.
seats | w48 sat 12:30 | Your four tickets | Kora night, row 9.
seats | w25 thu 09:00 | Startnummer 2117 | Hämtas vid målet från klockan åtta.
seats | w12 thu 07:00 | Speaker badge | Show this at door C.
seats | d4 09:10 | Biljetter släpps i morgon | Stora Teatern, hela programmet.
`;
/** Machines that answer for a person: "person | when | subject | text". */
export const autoReplies = `
tamsin | w47 fri 09:03 | Automatic reply: Hexley pricing work, proposal | I am away until Wednesday. Urgent? Ask the front desk.
olivier | w15 wed 09:21 | Réponse automatique : Cession du dépôt | Absent jusqu'à lundi. Mme Gravelle lit tout.
rashid | w14 mon 17:02 | Automatic reply: Template letter | In court today, back tomorrow.
douglas | w9 mon 10:00 | Automatic reply: Dovetail figures | At the dahlia show. Back Thursday.
moa | w4 wed 09:00 | Autosvar: Pant | Åker skidor. Anders svarar om det brinner.
petra | d3 08:05 | Autosvar: Däcksräkning | Till sjöss, dålig täckning, svarar i hamn.
denise | w26 mon 09:31 | Automatic reply: Second year | Month end. I will surface on the third.
`;
