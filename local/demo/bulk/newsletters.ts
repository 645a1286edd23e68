/** Issues of four newsletters: "## sender | when | subject", then the text. */
export const newsletterIssues = `
## slowledger | w50 fri 06:00 | The Slow Ledger: Why good workshops price badly
Craftsmen price what they can see: wood, hours, screws. What they can't see is the phone ringing.
This week a luthier shows us two years of quotes and the one line that was always missing.
## slowledger | w46 fri 06:00 | The Slow Ledger: A family council in a barn
Eleven people, three generations, one stove. They met for forty minutes and decided more than in ten years of Christmases.
Their chairwoman lends us her agenda, including the item called silence.
## slowledger | w42 fri 06:00 | The Slow Ledger: Cash is a calendar
Stop asking how much. Ask which Tuesday.
A bakery in Ghent pinned its next thirteen weeks to the oven door, and the bank has not rung since.
## slowledger | w38 fri 06:00 | The Slow Ledger: In praise of the second-best bid
Runners-up get the phone call more often than you think. We counted ninety public tenders and found nineteen that changed hands.
## slowledger | w34 fri 06:00 | The Slow Ledger: The uncle on the board
Every family has one, and some of them are even right. A short guide to listening without minuting.
## slowledger | w30 fri 06:00 | The Slow Ledger: Selling to the person who sweeps
Six firms that went to their own staff. Four are thriving, one is fine, and one taught us more than the rest.
## slowledger | w26 fri 06:00 | The Slow Ledger: Leases nobody reads
Clause by clause with a landlord who writes poetry at night. He told us which three lines he hopes you skip.
## slowledger | w22 fri 06:00 | The Slow Ledger: Letters from readers
On last month's oven door: forty of you sent photographs. The best shows a dentist's chair.
## slowledger | w18 fri 06:00 | The Slow Ledger: When the founder falls ill
No checklist survives the first phone call. Two daughters and a bookkeeper tell us what did help.
## slowledger | w14 fri 06:00 | The Slow Ledger: How to be an outside voice
You'll be thanked for the question that ruined lunch, about a year later.
## slowledger | w10 fri 06:00 | The Slow Ledger: Moving house, moving still
A perfumer, a printer and a piano tuner on shifting heavy things without stopping.
## slowledger | w6 fri 06:00 | The Slow Ledger: The price list in the lobby
Framed prices make handsome walls and poor margins. We asked nine owners when they last took theirs down.
## slowledger | w2 fri 06:00 | The Slow Ledger: What the dog heard
An entire dispute, retold from under the table. It is our most borrowed issue already.
## slowledger | d2 06:00 | The Slow Ledger: Small boards, big chairs
Should an adviser ever take a seat? Three did, one gave it back, all would do it differently.
## mill | w49 mon 07:15 | Mill & Market: flour up, freight down
Wheat closed higher for a third week. Short sea rates softened again, helped by mild weather in the Skagerrak.
## mill | w45 mon 07:15 | Mill & Market: timber yards wait for frost
Sawmills north of Umeå report soft ground and idle harvesters. Pine is holding, spruce is not.
## mill | w41 mon 07:15 | Mill & Market: glass makers and gas
Spot gas fell under sixty for the first time in a year. Small furnaces are fixing, large ones are praying.
## mill | w37 mon 07:15 | Mill & Market: hops, malt and a strike
Dockers in Zeebrugge voted for two more days. Brewers say their silos can take ten.
## mill | w33 mon 07:15 | Mill & Market: bronze scrap at a record
Foundries are buying church bells back from collectors. One dealer calls it an ugly sort of homecoming.
## mill | w29 mon 07:15 | Mill & Market: frames from Portugal
Águeda's bicycle shops are booked until the end of next quarter. Carbon is stagnant; steel is chic again.
## mill | w25 mon 07:15 | Mill & Market: the wool report
Coarse wool found a buyer at last, an insulation plant in Borås. Lambs' prices went nowhere.
## mill | w21 mon 07:15 | Mill & Market: eggs, briefly
Eggs doubled and un-doubled. If you blinked, you are richer than those who didn't.
## mill | w17 mon 07:15 | Mill & Market: who is hiring welders
Everyone is. The median offer for a certified welder passed that for a junior accountant.
## mill | w13 mon 07:15 | Mill & Market: cheese in the cellar
Comté producers hold back stock for the feast days. Wholesale quotes rose by four cents.
## mill | w9 mon 07:15 | Mill & Market: trucks that hum
Registrations of electric tractors beat diesel in Rotterdam for one whole week.
## mill | w5 mon 07:15 | Mill & Market: a quiet week, honestly
Nothing moved by more than a percent. Our editor has gone fishing.
## mill | w1 mon 07:15 | Mill & Market: pump parts from Poland
Lead times for castings fell to nine weeks. Buyers who double-ordered are now pretending that they did not.
## deskful | w47 thu 12:00 | Your desk called. It wants a lamp
Twenty per cent off everything that glows. Ends Sunday at midnight.
## deskful | w40 thu 12:00 | We measured 400 elbows
Meet Perch, the first chair designed from the elbow down.
## deskful | w32 thu 12:00 | Cables, but make it calm
Three clips, two trays, one deep breath. Free delivery over fifty euros.
## deskful | w24 thu 12:00 | New office? We might know a few things
Moving soon? Our planners draw your floor in a day, free of charge.
## deskful | w16 thu 12:00 | The kettle collection
Copper, steel, and one that whistles in G. Reviewers disagree about the G.
## deskful | w8 thu 12:00 | You left a Perch in your basket
It's still there, being ergonomic all by itself.
## deskful | w3 thu 12:00 | One day only: plants that forgive
Fourteen species that thrive on neglect, ten euros each.
## deskful | d4 12:00 | Last lamps
When they're gone it's dark. Forty-one left in stock at noon.
## kontorsliv | w48 wed 11:00 | Kontorsliv Göteborg: hyrorna i centrum
Snitthyran steg två procent. Mest ökar Gullbergsvass, minst Kungshöjd.
## kontorsliv | w39 wed 11:00 | Kontorsliv Göteborg: lunchkartan
Sexton ställen under 130 kronor, varav tre faktiskt goda. Vi har provat alla.
## kontorsliv | w31 wed 11:00 | Kontorsliv Göteborg: cykelrummens tid
Fler cyklar än bilar i garagen för första gången. Fastighetsägarna bygger om.
## kontorsliv | w23 wed 11:00 | Kontorsliv Göteborg: ventilation är det nya svarta
Frisk luft toppar hyresgästernas önskelista, före både kaffe och läge.
## kontorsliv | w15 wed 11:00 | Kontorsliv Göteborg: gamla kvarnar, nya kontor
Tre ombyggda industrihus att besöka under öppet hus på lördag.
## kontorsliv | w7 wed 11:00 | Kontorsliv Göteborg: skyltar och bygglov
En halv kvadratmeter är gränsen. Vi reder ut vad som gäller vid 0,52.
## kontorsliv | d3 11:00 | Kontorsliv Göteborg: grannar vi gillar
Månadens granne är en vaktmästare som sjunger bas och lämnar rosetter.
`;
