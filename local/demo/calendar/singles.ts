/** Single events, one per line, in the form that series.ts explains. */
export const singles = `
e1 | Hexley: first meeting | w49 wed 15:00 | 60 | tamsin, ada, graham | Hexley Instruments, Cambridge | zone:Europe/London |
e2 | Hexley pricing, questions | w48 tue 10:00 | 45 | ada, tamsin | | meet | Page five, the fee, the frame in the lobby
e3 | Val Perdu: une journée à la ferme | w44 thu 08:00 | 480 | ada, jeanluc, elodie, marcp, etienne | Fromagerie du Val Perdu | | Bottes. Train de 6h12.
e4 | Notaire, famille Perrachon | w39 tue 10:30 | 120 | jeanluc, ada, elodie, marcp | Étude de Dole | zone:Europe/Paris |
e5 | Signature Val Perdu | w15 thu 10:00 | 60 | elodie, ada-, jeanluc, marcp, etienne | Étude de Dole | zone:Europe/Paris |
e6 | NG/114 bidders' day | w46 thu 09:30 | 180 | winston, ada, tobias | Civic Centre, room 4 | zone:Europe/London |
e7 | NG/114: pencils down | w45 sun | 1 | ada | | allday; free | Portal closes 23:59
e8 | Northgate kick-off | w30 tue 10:00 | 120 | winston, ada, tobias, procure | Civic Centre, room 2 | zone:Europe/London | Agenda on the portal
e9 | Metal (the gates man) | w19 tue 13:00 | 90 | tobias, ada~, winston | Unit 7, Quayside | zone:Europe/London |
e10 | Northgate half-year review | w3 thu 14:00 | 90 | winston, ada, tobias, procure | | zone:Europe/London; meet |
e11 | Pellworth: walk round the works | w36 thu 09:00 | 240 | ada, george, arthur | Foundry gate | zone:Europe/London | Boots, not boardroom
e12 | Selby tenor, the pour | w44 fri 05:30 | 120 | arthur, ada | Casting floor | zone:Europe/London | Cotton clothes only.
e13 | Session one with Hilary | w34 tue 10:00 | 180 | hilary, george, arthur, ada- | Foundry canteen | zone:Europe/London |
e14 | Session two with Hilary | w32 tue 10:00 | 180 | hilary, george, arthur, ada- | Foundry canteen | zone:Europe/London |
e15 | Pellworth board | w24 mon 14:00 | 120 | george, ada, arthur, maureen | Boardroom (carpet permitting) | zone:Europe/London |
e16 | Apprentice day | w10 fri 11:00 | 60 | george, ada, arthur, maureen | Pattern shop | zone:Europe/London |
e17 | Valve line: early look? | w-1 wed 15:00 | 60 | george, ada?, arthur | | zone:Europe/London; meet |
e18 | Saltmarsh workshop, day 1 | w34 tue 09:00 | 420 | fiona, ada, nora | Canteen, Norwich | zone:Europe/London |
e19 | Saltmarsh workshop, day 2 | w34 wed 09:00 | 420 | fiona, ada, nora | Canteen, Norwich | zone:Europe/London |
e20 | Saltmarsh workshop, day 3 | w34 thu 09:00 | 300 | fiona, ada, nora | Canteen, Norwich | zone:Europe/London |
e21 | Night shift pay | w14 fri 11:00 | 45 | fiona, ada, nora | | zone:Europe/London; meet | 22 and soup
e22 | Norwich visit | w1 tue 10:30 | 240 | fiona, ada | Saltmarsh Foods, goods-in | zone:Europe/London | Mixer engineer on site
e23 | Larkfield: what happened | w18 thu 09:00 | 60 | ruth, ada, simonl, nora | | zone:Europe/London; meet |
e24 | One folder, kick-off | w16 thu 10:00 | 45 | sanjay, ada, ruth, simonl | | zone:Europe/London; meet |
e25 | Rota pilot results | w9 wed 14:00 | 60 | ruth, ada, nora, simonl~ | Larkfield, Manchester | zone:Europe/London |
e26 | Larkfield leadership away day | w-3 thu 09:30 | 360 | ruth, ada?, nora? | Vesper House Hotels, Edinburgh | zone:Europe/London |
e27 | Tidewell dress rehearsal | w42 fri 09:00 | 240 | sigrid, ada, mads, dom, sunita | Warehouse, Bristol | zone:Europe/London |
e28 | Go-live weekend | w41 sat | 2 | gareth, ada, sunita, sigrid, mads, dom | Bristol | allday | Hats on
e29 | What we learned (go-live) | w38 wed 13:00 | 90 | ada, gareth, sunita, sigrid, mads, dom | | meet |
e30 | Tidewell chair interviews | w25 tue 13:00 | 180 | gareth, ada, agnes, sunita | Bristol | zone:Europe/London |
e31 | Tidewell board | w-0 thu 14:00 | 180 | agnes, ada, gareth, sunita | Bristol, boardroom | zone:Europe/London | Papers with Agnes
e32 | Brume : visite de la tannerie | w41 wed 14:00 | 90 | claire, ada, bastien | Ancienne tannerie, Grasse | zone:Europe/Paris |
e33 | Brume : visite du hangar | w41 wed 16:30 | 60 | claire, ada, bastien, maud | Hangar, rue de la Gare | zone:Europe/Paris |
e34 | Plan à rebours | w39 thu 11:00 | 60 | ada, claire, bastien, maud | | meet |
e35 | Déménagement Brume | w20 thu | 4 | claire, ada, bastien | Grasse | allday; free |
e36 | Inauguration du hangar | w17 sat 18:00 | 180 | claire, ada, bastien, maud, etienne~ | Atelier Brume | zone:Europe/Paris |
e37 | Brume + Thermes, exclusivité | w-1 tue 14:00 | 45 | claire, ada?, paul? | | zone:Europe/Paris; meet |
e38 | Norrskog styrelse | w48 tue 13:00 | 180 | hakan, ada, gunilla, johanna | Vännäs, stora rummet | |
e39 | Norrskog styrelse | w35 tue 13:00 | 180 | hakan, ada, gunilla, johanna | Vännäs, stora rummet | |
e40 | Norrskog styrelse, extra | w27 tue 10:00 | 120 | gunilla, ada, johanna | | meet |
e41 | Norrskog styrelse | w9 tue 13:00 | 180 | johanna, ada, gunilla, hakan | Vännäs, stora rummet | |
e42 | Budget, version 3 | w-1 thu 09:00 | 60 | gunilla, ada?, johanna | | meet | Elva eller fjorton
e43 | Håkan kommer med dörren | w-1 fri 10:00 | 60 | hakan, ada, nora | Kopparhuset, entrén | |
e44 | Visning Kopparhuset | w26 wed 13:30 | 60 | annlouise, ada, nora, roger | Kopparhuset plan 3 | |
e45 | Skriva avtal lokal | w22 wed 15:00 | 30 | annlouise, ada | Kopparhuset plan 1 | |
e46 | Flytt till Kopparhuset | w10 fri | 3 | ada, nora, tobias, priyaw | Kopparhuset | allday | Kartonger finns i källaren
e47 | Office opening | w8 thu 17:00 | 240 | ada, etienne, nora, tobias, maud, priyaw, wendy, lars, roger | Kopparhuset plan 3 | | Fish pie at six
e48 | Element rum 3 | w2 thu 13:00 | 30 | roger, ada, nora | Rum 3 | | Inga morsesignaler
e49 | Priya, interview | w39 thu 17:30 | 60 | bea, ada, etienne, priya | | meet |
e50 | Priya's first day | w29 mon | 1 | ada | | allday; free |
e51 | Priya: half a year | w4 wed 15:00 | 60 | ada, priyaw | The good café | private |
e52 | Tobias away | w34 thu | 4 | tobias, ada | | allday; free |
e53 | Tobias back! | w20 mon | 1 | ada | | allday; free |
e54 | Away day, Edinburgh | w12 mon | 2 | ada, etienne, nora, tobias, maud, priyaw | Vesper House Hotels, the library | allday | Duck
e55 | Fire drill | w40 thu 10:00 | 30 | maud, ada, nora, etienne | Everywhere | |
e56 | Year plan | w47 mon 10:00 | 180 | ada, etienne, nora, tobias, maud | Lyon, rue Sala | zone:Europe/Paris |
e57 | Lyon, three days | w15 tue | 3 | ada | Lyon | allday | The two accounts you most want rid of
e58 | Notaire de Mâcon | w11 wed 10:00 | 120 | ada, olivier | Étude, Mâcon | zone:Europe/Paris |
e59 | Gravelle, dépôt | w14 tue 09:30 | 90 | sylvie, ada, olivier, etienne | Siège, Lyon | zone:Europe/Paris |
e60 | Conseil de famille Gravelle | w-2 thu 16:00 | 120 | sylvie, ada?, olivier~ | Siège, Lyon | zone:Europe/Paris | Si tu acceptes
e61 | Österglas: terms | w23 wed 10:00 | 90 | mei, ada, conrad, ingrid | Blue Heron, London | zone:Europe/London |
e62 | Studio visit (other shoes) | w22 fri 14:00 | 180 | viktor, ada, mei, ingrid | Österglas hyttan | |
e63 | Gap call | w18 mon 11:00 | 45 | conrad, ada, mei, ingrid | | zone:Europe/London; meet |
e64 | Österglas signing | w15 fri 11:00 | 60 | ingrid, ada, mei, conrad, helena | Hyttan | |
e65 | Österglas board | w7 mon 14:00 | 150 | ingrid, ada, mei, viktor | Hyttan | |
e66 | Furnace anniversary | w-3 fri 12:00 | 180 | ingrid, ada?, viktor, mei? | Hyttan | |
e67 | Meridian: coffee with Charles | w44 mon 08:30 | 60 | charles, ada, etienne- | The Athenian, London | zone:Europe/London |
e68 | Meridian half pages | w43 tue 11:00 | 60 | anneke, ada, charles, etienne | | zone:Europe/London; meet |
e69 | Meridian committee (listening in) | w37 wed 17:00 | 30 | charles, ada- | | zone:Europe/London |
e70 | Anneke, coffee (two)? | w-1 thu 10:00 | 90 | anneke, ada? | Kopparhuset | private |
e71 | Lisbon: Stella Quay Forum | w12 thu | 2 | marisol, ada | Lisbon | allday |
e72 | Main stage: The shed with no key | w12 thu 11:30 | 30 | marisol, ada, jonty | Hall A, Lisbon | zone:Europe/Lisbon | Mic at 10:50. Clicker confirmed.
e73 | Speaker check | w15 mon 15:00 | 30 | jonty, ada | | zone:Europe/Lisbon; meet |
e74 | Flight GOT-LIS | w12 wed 16:05 | 240 | ada | Landvetter | free | Seat 11A
e75 | Dovetail: accounts and tea | w21 thu 10:00 | 120 | ada, hugh, leena | Dovetail works, Leeds | zone:Europe/London |
e76 | Douglas meets Leena | w11 tue 10:00 | 60 | douglas, ada, leena | Brightwell Bank, Leeds | zone:Europe/London |
e77 | Dovetail: three honest ways | w16 wed 13:00 | 90 | ada, leena, hugh | | meet |
e78 | Dovetail: bank answer due | w-1 mon | 1 | ada | | allday; free |
e79 | Spindle inspection | w8 wed 09:00 | 60 | joan, leena, ada- | Leeds | zone:Europe/London |
e80 | Alder & Wren, year talk | w49 mon 13:00 | 60 | martha, ada, theo | Back room, York | zone:Europe/London |
e81 | Advisers' annual meeting | w33 fri 14:00 | 240 | hilary, ada, ruben, peterm, amal, agnes~ | Alder & Wren, upstairs | zone:Europe/London |
e82 | Author evening | w-2 tue 18:30 | 90 | martha, ada, cordelia, theo | Alder & Wren | zone:Europe/London | Not chapter nine
e83 | Salon du cycle | w44 fri | 2 | lucien, ada, amelie | Avignon, hall 2 | allday |
e84 | Mistral : prix | w19 wed 10:00 | 60 | amelie, ada, lucien, nora | | zone:Europe/Paris; meet |
e85 | Mistral : visite de l'atelier | w-3 mon 11:00 | 180 | lucien, ada, amelie | Avignon | zone:Europe/Paris |
e86 | Thermes : la forme et le fond | w12 wed 09:00 | 45 | ines, ada-, paul, etienne | Vichy | zone:Europe/Paris |
e87 | Les quarante mille | w10 thu 15:00 | 60 | ada, ines | | meet |
e88 | Storsjö: etiketter | w46 thu 10:00 | 45 | anders, ada, moa | | meet |
e89 | Storsjö bryggeri, besök | w26 tue 11:00 | 180 | anders, ada, moa | Östersund | | En liten, efter siffrorna
e90 | Skarvrederiet: tidtabell | w38 thu 09:00 | 90 | lars, ada, petra | Donsö | |
e91 | Skarv: varvet | w15 wed 13:00 | 60 | lars, ada, petra, helena | | meet |
e92 | Skarv: option fartyg två | w-0 thu 08:30 | 30 | petra, ada? | Telefon | |
e93 | Sable & Pine, Borås | w31 tue 13:00 | 180 | ritva, ada, emil | Väveriet | |
e94 | Emil och mattorna | w19 fri 09:00 | 60 | ada, emil, ritva | | meet |
e95 | Greenfen members' meeting | w41 fri 19:00 | 150 | morag, ada, tomg | Village hall | zone:Europe/London | "Buyer collects"
e96 | Lumen Solar, winter plan | w44 tue 12:00 | 60 | aoife, ada, declan | | zone:Europe/Dublin; meet |
e97 | Aoife, dinner | w13 tue 19:00 | 120 | aoife, ada | Fenn's, Dublin | zone:Europe/Dublin; private |
e98 | Vesper: breakfast numbers | w32 tue 11:00 | 45 | laura, ada | | zone:Europe/London; meet |
e99 | Silverbirch trustees | w36 tue 14:00 | 90 | dilys, ada, owen | Cardiff | zone:Europe/London |
e100 | Silverbirch: first nineteen | w9 fri 10:00 | 60 | owen, ada, priyaw, dilys | | zone:Europe/London; meet |
e101 | Audit fieldwork | w45 wed | 3 | peterm, ada, maud | Lyon, the room with the window | allday; free |
e102 | French VAT, the roundabout | w37 fri 10:00 | 30 | yasmin, ada, etienne | | zone:Europe/London; meet |
e103 | Brightwell annual review | w43 wed 15:00 | 45 | douglas, ada | Brightwell Bank, London | zone:Europe/London |
e104 | Helena: board seat | w1 wed 16:00 | 30 | helena, ada, rashid | | zone:Europe/London; meet |
e105 | Quillon roof drinks | w22 thu 18:00 | 180 | helena, ada- | Quillon Legal, roof | zone:Europe/London |
e106 | Ruben, in confidence | w-1 tue 10:00 | 45 | ada, ruben | | meet; private |
e107 | Guest lecture: the moped | w38 tue 13:15 | 90 | amal, ada | C3, Halden University | |
e108 | Jack Pollard, thesis | w25 fri 15:00 | 30 | jack, ada | | meet |
e109 | Guest lecture: daughters | w-2 wed 10:15 | 105 | amal, ada~, priyaw | C3, Halden University | |
e110 | Photo against a wall | w29 tue 10:00 | 45 | rafe, ada | Cobalt Lantern, London | zone:Europe/London |
e111 | Website words | w12 fri 16:00 | 30 | imogen, ada-, rafe, etienne | | zone:Europe/London; meet |
e112 | Paperboat: lunch | w38 wed 12:30 | 90 | cordelia, ada, felix | Paperboat Press, London | zone:Europe/London |
e113 | Write (Sunday) | w20 sun 09:00 | 180 | ada | Kitchen | private |
e114 | Write (Sunday) | w17 sun 09:00 | 180 | ada | Kitchen | private |
e115 | Write (Sunday) | w9 sun 09:00 | 180 | ada | Kitchen | private |
e116 | Write (Sunday) | w2 sun 09:00 | 180 | ada | Kitchen | private |
e117 | Rookery renewal | w33 thu 11:00 | 30 | kit, ada, sanjay, maud | | zone:Europe/London; meet |
e118 | Joan: new office cover | w11 wed 16:00 | 30 | joan, ada | Telephone | zone:Europe/London |
e119 | Bea: next year | w-3 wed 11:00 | 30 | bea, ada? | | zone:Europe/London; meet |
e120 | Farouk, dinner | w34 fri 19:30 | 150 | farouk, ada | Leeds, his choice | zone:Europe/London; private |
e121 | Farouk: family garages | w16 tue 09:00 | 60 | ada, farouk | | meet |
e122 | Café avec Delphine | w31 thu 08:30 | 60 | delphine, ada | Place Sathonay | zone:Europe/Paris; private |
e123 | Callum and his dad | w-2 fri 10:00 | 60 | ada, callum? | | meet; tentative |
e124 | Tandläkare | w26 mon 08:00 | 40 | ada | Tallow Street Dental | private |
e125 | Utvecklingssamtal 4B | w36 tue 16:20 | 30 | camilla, ada, samir | Lindskolan | private |
e126 | Universeum (INGA getter) | w11 fri | 1 | ada | | allday; free; private |
e127 | Mammas höft | w-1 fri 09:30 | 120 | ada, jonas, birgitta | Mölndals sjukhus | private | Korsord, de svåra
e128 | Båthuset, mamma 70 | w35 sat 15:00 | 420 | jonas, ada, malin, samir, kerstin | Båthuset | private | Tre meningar, Inga
e129 | Kora concert | w46 sat 19:30 | 150 | olu, ada, samir | Stora Teatern | private |
e130 | Half marathon | w25 sun 10:00 | 180 | olu, ada | Slottsskogen | private |
e131 | Åland med kören | w39 fri | 3 | greta, ada, samir, kerstin, wilma | Eckerö | allday; private |
e132 | Konsert | w25 fri 19:00 | 120 | greta, ada, bo, lisbeth, kerstin | Kvarnen | private |
e133 | Sommarhuset | w21 sat | 8 | malin, ada, jonas, samir | Orust | allday; free; private |
e134 | Kerstin 50 | w8 sat 18:00 | 240 | malin, ada, samir, jonas | Kerstins gård | private | En femtedels kajak
e135 | Jonas, middag | w17 thu 18:30 | 150 | ada, jonas, malin | Hemma | private |
e136 | Mata Greven | w15 mon | 7 | ada | Wilmas lägenhet | allday; free; private | Deckare, inga hundar
e137 | Söndagsmiddag hos mamma | w-0 sun 16:00 | 180 | birgitta, ada?, samir?, jonas | Mamma | private |
e138 | Konsert, äldreboendet | w-3 sat 15:00 | 90 | greta, ada, bo, lisbeth, kerstin, wilma | Solbackens äldreboende | private |
e139 | Long Table podcast | w30 fri 14:00 | 60 | ada | Studio 3, London | zone:Europe/London | No kettle sounds
e140 | Driver survey results | w42 thu 09:00 | 60 | ada, ben, pieter | Hull canteen | zone:Europe/London |
e141 | Electric trucks, depot day | w18 wed 08:00 | 120 | pieter, ada-, ben | Rotterdam depot | |
e142 | Fish pie | w28 thu 13:15 | 60 | ben, ada, wendy | Oakes, harbour end | zone:Europe/London |
e143 | Ferrum: leasing or not | w-0 thu 16:30 | 45 | stan, ada? | Telephone | zone:Europe/London |
e144 | Client dinner | w-2 thu 19:00 | 210 | ada, etienne, maud, ben?, fiona?, ingrid, gareth?, claire?, sylvie, leena?, tamsin? | Kopparhuset plan 3 | | 30 chairs
e145 | Shannon, first day | w23 mon 09:00 | 60 | nora, ada, dom | Kungshöjd | |
e146 | Lunch with Tamsin and Graham | w8 fri 13:00 | 90 | tamsin, ada, graham | The place by the weir | zone:Europe/London |
e147 | Quarter close | w13 fri | 1 | maud, ada, etienne | | allday; free |
e148 | New York: call with a bell buyer | w6 thu 10:00 | 60 | arthur, ada, george | | zone:America/New_York; meet |
e149 | Kyoto order, first call | w7 tue 16:00 | 45 | claire, ada, bastien | | zone:Asia/Tokyo; meet | Trois mille flacons
e150 | Jollof, the good one | w-0 sat 19:00 | 180 | olu, ada?, samir? | Olu's | private | Bread or don't come
`;
