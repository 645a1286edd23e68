/** key | name | local part or whole address | company | title | language | mailer | phone */
export const peopleTable = `
ada | Ada Lindqvist | ada.lindqvist | own | Partner | en | html | +46 31 555 01 40
etienne | Étienne Roux | etienne.roux | own | Partner | fr | html | +33 4 55 50 18 22
nora | Nora Håkansson | nora.hakansson | own | Analyst | sv | plain |
tobias | Tobias Brandt | tobias.brandt | own | Associate | en | plain | +46 31 555 01 43
maud | Maud Gilbert | maud.gilbert | own | Office manager | fr | outlook | +33 4 55 50 18 20
priya | Priya Raman | priya.raman@post.com.example | - | | en | html |
ben | Ben Okafor | ben.okafor | harbourline | Operations director | en | outlook | +44 1482 555 017
lotte | Lotte de Wit | l.dewit | harbourline | Finance | en | plain |
pieter | Pieter Hoekstra | p.hoekstra | harbourline | Fleet manager | en | plain | +31 10 555 0131
hakan | Håkan Stenmark | hakan.stenmark | norrskog | VD | sv | plain | +46 90 555 02 11
gunilla | Gunilla Stenmark | gunilla | norrskog | Ekonomi | sv | plain |
johanna | Johanna Ek | johanna.ek | norrskog | Produktionschef | sv | html | +46 90 555 02 14
claire | Claire Montagnac | claire | brume | Fondatrice | fr | html | +33 4 55 57 30 08
bastien | Bastien Lafont | bastien | brume | Production | fr | plain |
george | George Pellworth | george | pellworth | Managing director | en | outlook | +44 114 555 0190
arthur | Arthur Pellworth | arthur | pellworth | Works director | en | plain | +44 114 555 0191
maureen | Maureen Tranter | office | pellworth | Company secretary | en | outlook |
gareth | Gareth Llewellyn | gareth.llewellyn | tidewell | Chief executive | en | html | +44 117 555 0162
sunita | Sunita Bose | sunita.bose | tidewell | Finance director | en | outlook | +44 117 555 0165
dom | Dominic Sharrow | dom.sharrow | tidewell | Warehouse lead | en | plain |
fiona | Fiona Brackley | fiona.brackley | saltmarsh | Managing director | en | html | +44 1603 555 012
colin | Colin Upshaw | accounts.payable | saltmarsh | Purchase ledger | en | outlook |
jeanluc | Jean-Luc Perrachon | jl.perrachon | valperdu | Gérant | fr | plain | +33 3 55 58 44 10
elodie | Élodie Perrachon | elodie | valperdu | Affinage et ventes | fr | html |
marcp | Marc Perrachon | marc.perrachon@voila.fr.example | - | | fr | plain |
ingrid | Ingrid Sjöholm | ingrid.sjoholm | osterglas | CEO | sv | html | +46 417 555 03 00
viktor | Viktor Ahl | viktor.ahl | osterglas | Studio manager | sv | plain |
helena | Helena Quill | helena.quill | quillon | Solicitor, partner | en | outlook | +44 20 5550 0188
rashid | Rashid Amin | rashid.amin | quillon | Associate solicitor | en | outlook | +44 20 5550 0189
peterm | Peter Marlowe | peter.marlowe | marlowe | Audit partner | en | outlook | +44 20 5550 0171
yasmin | Yasmin Finch | yasmin.finch | marlowe | Tax | en | html |
douglas | Douglas Kerr | douglas.kerr | brightwell | Relationship manager | en | outlook | +44 20 5550 0144
annlouise | Ann-Louise Wikman | annlouise.wikman | kopparhuset | Uthyrare | sv | outlook | +46 31 555 04 20
roger | Roger Tapper | roger | kopparhuset | Fastighetsskötare | sv | plain | +46 31 555 04 29
sigrid | Sigrid Aune | sigrid.aune | fjordlight | Customer lead | en | html | +47 55 555 310
mads | Mads Tveit | mads.tveit | fjordlight | Implementation consultant | en | plain |
imogen | Imogen Sparks | imogen | cobalt | Creative director | en | html | +44 20 5550 0133
rafe | Rafe Donnelly | rafe | cobalt | Designer | en | html |
charles | Charles Venn | c.venn | meridian | Managing partner | en | outlook | +44 20 5550 0120
anneke | Anneke Boll | a.boll | meridian | Director | en | html | +44 20 5550 0124
winston | Winston Achebe | winston.achebe | northgate | Economic development | en | outlook | +44 191 555 0170
procure | Janet Procter | janet.procter | northgate | Procurement officer | en | outlook |
marisol | Marisol Vega | marisol | stellaquay | Programme director | en | html | +351 21 555 0199
jonty | Jonty Blair | jonty | stellaquay | Speaker support | en | plain |
ruth | Ruth Adeyemi | ruth.adeyemi | larkfield | Chief operating officer | en | outlook | +44 161 555 0155
simonl | Simon Latch | simon.latch | larkfield | Data protection officer | en | outlook |
bea | Bea Morrow | bea | pinecone | Recruiter | en | html | +44 20 5550 0177
hugh | Hugh Dacre | hugh | dovetail | Owner | en | plain | +44 113 555 0148
leena | Leena Rao | leena.rao | dovetail | Works manager | en | html |
martha | Martha Alder | martha | alderwren | Co-owner | en | plain | +44 1904 555 006
theo | Theo Wren | theo | alderwren | Co-owner | en | plain |
lucien | Lucien Faure | lucien.faure | mistral | Directeur | fr | html | +33 4 55 52 70 31
amelie | Amélie Castan | amelie.castan | mistral | Achats | fr | plain |
graham | Graham Hexley | graham.hexley | hexley | Chairman | en | plain | +44 1223 555 018
tamsin | Tamsin Yeo | tamsin.yeo | hexley | Chief operating officer | en | outlook | +44 1223 555 020
sylvie | Sylvie Gravelle | sylvie.gravelle | gravelle | Présidente | fr | html | +33 4 55 56 12 00
olivier | Olivier Tessier | olivier.tessier | gravelle | Directeur financier | fr | outlook |
conrad | Conrad Whitlow | conrad | blueheron | Partner | en | html | +44 20 5550 0101
mei | Mei Tanaka | mei | blueheron | Investment manager | en | html | +44 20 5550 0102
anders | Anders Bergvall | anders | storsjo | Bryggmästare | sv | plain | +46 63 555 05 10
moa | Moa Lindahl | moa | storsjo | Försäljning | sv | html |
cordelia | Cordelia Marsh | cordelia | paperboat | Editor | en | plain |
felix | Felix Orde | felix | paperboat | Rights | en | html |
sanjay | Sanjay Pillai | sanjay | rookery | Support engineer | en | plain | +44 20 5550 0110
kit | Kit Rowe | kit | rookery | Account manager | en | html |
aoife | Aoife Brennan | aoife.brennan | lumenoak | Founder | en | html | +353 1 555 0107
declan | Declan Moss | declan.moss | lumenoak | Installations | en | plain |
joan | Joan Cartwright | joan.cartwright | cartwright | Broker | en | outlook | +44 20 5550 0166
laura | Laura Benedetti | laura.benedetti | vesper | Events manager | en | html | +44 131 555 0121
lars | Lars Skoog | lars.skoog | skarv | Rederichef | sv | plain | +46 304 555 06
petra | Petra Malm | petra.malm | skarv | Trafikledning | sv | plain |
amal | Amal Nasser | amal.nasser | halden | Senior lecturer | en | html |
jack | Jack Pollard | jack.pollard | halden | Student | en | html |
wendy | Wendy Oakes | wendy | oakes | Owner | en | plain | +44 1482 555 044
stan | Stan Kowalczyk | stan.kowalczyk | ferrum | Managing director | en | outlook | +44 121 555 0139
denise | Denise Platt | denise.platt | ferrum | Purchasing | en | outlook |
ritva | Ritva Salonen | ritva.salonen | sable | VD | sv | html | +46 33 555 07 01
emil | Emil Fors | emil.fors | sable | Inköp | sv | plain |
paul | Paul Vasseur | p.vasseur | thermes | Directeur | fr | outlook | +33 4 55 59 81 00
ines | Inès Carrel | i.carrel | thermes | Communication | fr | html |
morag | Morag Sinclair | morag | greenfen | Chair | en | plain | +44 1353 555 009
tomg | Tom Gathercole | tom | greenfen | Treasurer | en | html |
dilys | Dilys Prosser | dilys.prosser | silverbirch | Director | en | outlook | +44 29 5550 0115
owen | Owen Reece | owen.reece | silverbirch | Grants | en | plain |
tallow | Alison Peck | reception | tallow | Reception | en | plain |
camilla | Camilla Thorn | camilla.thorn | lindskolan | Mentor 4B | sv | plain |
priyaw | Priya Raman | priya.raman | own | Associate | en | html | +46 31 555 01 44
samir | Samir Haddad | samir.haddad@post.com.example | - | | en | plain |
birgitta | Birgitta Lindqvist | birgitta.lindqvist@home.se.example | - | | sv | plain |
jonas | Jonas Lindqvist | jonas.lqv@home.se.example | - | | sv | plain |
malin | Malin Lindqvist | malin.lqv@home.se.example | - | | sv | html |
kerstin | Kerstin Ås | kerstin.as@home.se.example | - | | sv | plain |
olu | Olu Bankole | olu.bankole@post.com.example | - | | en | html |
greta | Greta Holm | greta.holm@home.se.example | - | | sv | plain |
bo | Bo Sandell | bo.sandell@home.se.example | - | | sv | plain |
lisbeth | Lisbeth Franzén | lisbeth.franzen@home.se.example | - | | sv | html |
ruben | Ruben Castell | ruben@castell-advisory.example | - | Family business adviser | en | html |
hilary | Hilary Nunn | hilary@nunn-mediation.example | - | Mediator | en | plain |
farouk | Farouk Benali | farouk.benali@post.com.example | - | | en | plain |
agnes | Agnes Thorsen | agnes@thorsen-boards.example | - | Chair for hire | en | outlook |
delphine | Delphine Arnaud | delphine.arnaud@voila.fr.example | - | | fr | html |
wilma | Wilma Krantz | wilma.krantz@home.se.example | - | | sv | html |
callum | Callum Frith | callum.frith@post.com.example | - | | en | html |
`;
