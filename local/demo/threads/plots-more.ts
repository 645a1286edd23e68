/** Long threads in Swedish, French and from the family. */
export const otherPlots = `
## norrskog-hakan: Norrskog framöver
@gunilla > ada | w30 thu 19:40 |
Hej Ada,

Det här är inget roligt brev. Håkan har fått besked från sjukhuset i Umeå och ska behandlas i omgångar, ett halvår minst. Han vill inte att någon i fabriken får veta än. Men du behöver veta, för generationsskiftet kan inte vänta som vi tänkt.

Gunilla
@ada > gunilla | w30 thu 20:30 |
Kära Gunilla,

Tack för att du skriver till mig. Jag säger inget till någon. Ni behöver inte ta ett enda beslut den här veckan, och inte nästa heller; allt som ligger på vårt bord kan ligga.

Hur mår du själv? Svara inte om du inte orkar.
@gunilla > ada | w30 sun 15:05 |
Jag bakar. Det är väl svaret. Frysen är full och ändå står jag där igen.

Håkan säger att han vill ringa dig på tisdag, han tänker klarast på förmiddagen.
@hakan > ada | w29 tue 11:20 |
Tack för samtalet. Som sagt: jag vill att Johanna får fabriken, inte pappret utan jobbet, från och med nu. Och jag vill säga det till folket själv, stående, innan jag tappar håret. Hjälp mig med en halv sida.
H.
@ada > hakan; gunilla | w29 wed 07:45 |
Här är en halv sida. Jag har mest strukit. Det du sa om att virket inte bryr sig om vem som är chef får absolut stå kvar.
@johanna > ada; gunilla | w28 fri 16:50 |
Hej Ada. Han stod på en lastpall och sa det. Sjuttio personer och man hörde kvarnen stanna. Efteråt gick alla fram en och en. Jag har fått nycklarna och har inte vågat sätta mig i hans stol.
@ada > johanna | w28 fri 18:10 |
Sitt på din egen stol, den blir chefens så fort du sitter i den. Vi tar måndagar klockan åtta, du och jag, en kvart, så länge du vill ha det så.
@hakan > ada; johanna, gunilla | w13 wed 10:00 |
Sista omgången klar. Prover om sex veckor. Johanna har sålt mer dörr på en sommar, nej ett kvartal, än jag på två år, så nu måste jag bli frisk för att hinna säga emot henne.
Håkan
@gunilla > ada | w6 tue 09:15 | starred
Rena prover. Jag har tömt frysen, det kommer en låda bullar till kontoret. Dela med Nora.
@ada > gunilla, hakan; johanna | w6 tue 09:50 |
Jag läste det högt här och Nora började gråta vid skrivaren. Kram till er alla tre. Bullarna får en egen hylla.

## brume-move: Déménagement de l'atelier
@claire > ada | w44 mon 11:30 |
Bonjour Ada,

Le propriétaire vend. Nous avons sept mois pour déménager quatre alambics, onze personnes et l'odeur. Bastien dit que c'est l'odeur qui posera problème, car elle est dans les murs.

Par où commence-t-on ?
Claire
@ada > claire; bastien | w44 tue 09:20 |
Bonjour Claire, on commence par ce qui ne peut pas s'arrêter. Quelles commandes doivent absolument partir pendant ces semaines-là ? Je fais un plan à rebours avec Maud, et je descends à Grasse dès que vous avez deux adresses à visiter.

Pardon d'avance pour mes accords.
@bastien > ada, claire | w44 wed 14:44 |
Les accords ça va. Ce qui ne peut pas s'arrêter : l'hydrolat pour les Thermes, 400 litres par mois, et moi.
@claire > ada; bastien, maud | w40 thu 18:05 |
Deux adresses : l'ancienne tannerie (grande, humide, superbe) et un hangar près de la gare (laid, sec, pas cher). Bastien a déjà choisi, il a souri au hangar.
@maud > claire, ada; bastien | w40 fri 09:30 |
J'ai appelé l'assureur pour la tannerie, il a ri. Je plaide pour le hangar, avec de jolis rideaux.
@ada > claire, bastien; maud | w40 fri 10:15 |
Le hangar, donc. La tannerie restera notre belle histoire impossible. Plan à rebours dans le dossier : deux alambics partent en premier, deux tournent jusqu'au bout.
@claire > ada; bastien, maud | w19 tue 20:30 |
C'est fait. Trois camions, une cuve rayée, un chat retrouvé dans le troisième. Première distillation demain à six heures !
@bastien > ada, claire, maud | w19 wed 06:55 | starred
Ça sent déjà.
@ada > bastien, claire, maud | w19 wed 07:10 |
Je lis ça dans le tram et je souris bêtement. Bravo à tous les onze, et au chat.
## brume-exclusif: Exclusivité, vite
@claire > ada | d4 16:20 | unread
Ada, une question avant que je réponde : les Thermes nous demandent l'exclusivité sur l'hydrolat pour trois ans, avec un prix garanti. Je suis flattée et méfiante. Qu'en penses-tu ? Ils attendent ma réponse mercredi.

## valperdu: La suite au Val Perdu
@jeanluc > ada | w47 mon 06:10 |
Madame,
Ma fille veut reprendre. Mon fils ne veut pas mais veut sa part. Moi je veux que les vaches soient traites. Étienne m'a dit de vous écrire.
Perrachon Jean-Luc
@ada > jeanluc; etienne | w47 mon 09:00 |
Monsieur Perrachon, trois phrases et tout est dit. Pourrais-je venir passer une journée à la fromagerie, et entendre chacun séparément avant de vous réunir ? J'apporterai des bottes.
@elodie > ada | w46 tue 21:15 |
Bonjour Ada, papa m'a montré votre mail. Pour que vous sachiez : je ne veux pas déposséder Marc. Je veux juste que quelqu'un décide avant que le Crédit décide pour nous. Merci de venir.
@marcp > ada | w46 fri 23:02 |
Bonsoir. On me fait passer pour celui qui veut l'argent. J'ai quitté la ferme à vingt ans parce qu'il n'y avait pas de place pour deux. Je viendrai le jour où vous y serez, mais je repars le soir.
Marc
@ada > jeanluc, elodie, marcp; etienne | w43 fri 17:20 |
Chère famille Perrachon,

Merci pour cette journée, et pour le comté de vingt-huit mois qui voyage mal en train mais rend les contrôleurs aimables. Voici ce que je propose en trois lignes : Élodie reprend l'exploitation, les murs restent à tous les trois, et Marc reçoit un loyer, pas un chèque.
@marcp > ada, elodie, jeanluc; etienne | w42 sun 19:45 |
Un loyer, ça veut dire que je fais encore partie de l'histoire. Je n'y avais pas pensé. C'est oui.
@elodie > marcp, ada, jeanluc; etienne | w42 sun 20:01 |
Marc... viens dimanche. Amène les petits.
@jeanluc > ada; etienne | w41 mon 06:05 |
Madame. Ils ont mangé ensemble. Le notaire peut venir.
JLP
@etienne > ada | w41 mon 09:12 | noquote
"Le notaire peut venir." Encadre-moi ça.
@elodie > ada | w15 thu 12:00 |
Signé ce matin ! Papa a gardé le bâton et le chien, j'ai le reste. Premier marché à Dole samedi, stand 14, si vous passez.

## mistral-price: Hausse des cadres
@amelie > ada; lucien | w21 tue 10:30 |
Bonjour Ada,
Le fournisseur des cadres annonce +18 % au prochain trimestre. Lucien a jeté une clé de douze dans le canal. Peux-tu regarder si on encaisse ou si on répercute ?
Amélie
@ada > amelie; lucien, nora | w21 tue 14:00 |
Bonjour Amélie, Nora regarde les chiffres. Première intuition : répercuter la moitié, et seulement sur les modèles de ville. Et la clé ?
@lucien > ada, amelie; nora | w21 tue 14:22 |
La clé va bien, un pêcheur l'a prise pour un brochet.
@nora > amelie, lucien; ada | w20 mon 16:45 |
Bonjour, sorry for English. If you raise the city bikes by 7 and leave the touring ones, you lose about 60 bikes a year and are still 41k better off. If you raise everything, dealers in Belgium walk.
@amelie > nora, ada; lucien | w20 tue 09:10 |
Nora c'est limpide, même en anglais. Lucien voudrait savoir si tu fais du vélo.
@nora > amelie, lucien; ada | w20 tue 09:25 |
Only downhill.
@lucien > nora, ada; amelie | w18 fri 17:00 |
Décision prise, ville à +7. Un vélo part pour Göteborg, bleu, taille M, avec un seul frein plus gros que l'autre pour les descentes. Ce n'est pas négociable.
@nora > lucien, amelie; ada | w16 mon 12:35 | starred
It came!!! It's beautiful and I named it Brochet. I have cried twice and ridden into a hedge once.
@lucien > nora, ada | w16 mon 12:50 |
La haie se remettra.

## osterglas-heron: Project Lantern
@conrad > ada; mei | w24 mon 09:00 |
Ada, we are looking at a minority stake in Österglas. Ingrid speaks highly of you, as does everyone, it's tiresome. Would you act for her side while Mei runs ours? I like a deal where somebody competent sits across the table.
Conrad
@ada > conrad, mei; ingrid | w24 tue 10:15 |
Conrad, flattery noted. I'd act for Ingrid if she wants me, fixed fee, paid whether or not it closes. Ingrid?
@ingrid > ada, conrad; mei | w24 tue 12:40 |
She wants you. My one condition is that the furnace is never collateral. It has been lit since my grandmother and I'd sooner sell a kidney.
@mei > ingrid, ada; conrad | w23 mon 11:30 |
Hi Ingrid, furnace excluded, I've written it into the first line of the terms so nobody can pretend later. Data request follows, I kept it to two pages. Could someone explain what a "gather" is?
@viktor > mei, ingrid, ada; conrad | w23 tue 08:05 |
Gather = the lump of hot glass on the pipe. Also what we do on Fridays. Come and try, you'll need other shoes.
@mei > viktor, ada; ingrid | w22 fri 17:55 |
I have made a paperweight. It's a bit of a puddle, really, but it's MY puddle. Now I understand the energy bill.
@ada > conrad, mei; ingrid | w19 thu 14:20 |
Conrad, Mei, we have a gap of about four hundred thousand and a gap on the board seat. The second matters more to Ingrid. Could you live with an observer for two years who becomes a seat only if the order book passes what you both forecast?
@conrad > ada; mei, ingrid | w18 mon 09:40 |
Clever. If I say yes you will look smug.
@ada > conrad; mei, ingrid | w18 mon 09:44 |
I am smug already, you can't see it over email.
@ingrid > ada | w15 fri 16:10 | starred
Signed at noon. Viktor blew nine tumblers with a heron in the foot, badly, you get the least bad. Tack för allt, Ada. I slept last night for the first time since the gas price doubled.
@conrad > ada, mei, ingrid | w15 fri 18:30 |
My heron looks like a goose. I love it.

## mamma70: Mammas 70-årsdag (INTE till mamma!!)
@jonas > ada; malin, samir, kerstin | w38 sun 20:15 |
Hej familjen. Mamma fyller 70 och hon har sagt "inget ståhej" tre gånger, vilket betyder ståhej. Förslag: båthuset, tjugo personer, moster Inga får inte hålla tal.
/Jonas
@malin > jonas, ada; samir, kerstin | w38 sun 20:40 |
Bra! Jag tar tårtan. Vem tar Inga?
@ada > jonas, malin; samir, kerstin | w37 mon 07:10 |
Jag pratar med Inga. Hon får säga tre meningar, jag räknar högt. Samir bakar bröd vare sig vi vill eller inte.
@samir > ada, jonas, malin; kerstin | w37 mon 12:30 |
It is a 48-hour sourdough. She'll want it. My Swedish is good enough to understand "vare sig vi vill eller inte".
@kerstin > ada, jonas, malin; samir | w36 wed 18:00 |
Jag lånar dragspel av Bo i kören. Kan ingen hålla henne borta från båthuset den helgen? Hon går ju dit och "ser till" varje lördag.
@jonas > ada; malin, samir, kerstin | w36 thu 09:20 |
PANIK. Jag sa ormar. Varför sa jag ormar.
@ada > jonas, malin; samir, kerstin | w36 thu 09:47 |
Jag har rättat det till snokar, ofarliga, många. Hon får lunch i stan i stället. Aldrig mer ormar, Jonas.
@kerstin > jonas, ada, malin; samir | w35 sun 23:50 |
Dragspelet är hemma, Inga är hemma, jag är hemma. Hon skrattade så att hon fick hålla sig i bryggan.

## thermes-campaign: Campagne de printemps... ou pas
@ines > ada; paul | w12 mon 15:00 |
Bonjour Madame Lindqvist,

Monsieur Vasseur souhaite une campagne de trois cent mille euros pour les Thermes avant la saison. L'agence est choisie, les peignoirs sont commandés. On m'a demandé de recueillir votre avis "pour la forme".
Inès Carrel
@ada > ines; paul, etienne | w12 tue 09:30 |
Bonjour Inès, bonjour Monsieur Vasseur,

Pour la forme, alors, une seule question : combien de curistes faudrait-il en plus pour que cela se paie ?
@paul > ada; ines | w12 wed 08:15 |
Chère Madame, la notoriété ne se mesure pas en curistes.
@etienne > paul, ada; ines | w12 wed 10:00 |
Cher Paul, elle se mesure pourtant en euros. D'après vos chiffres il en faudrait deux mille deux cents, et vous avez neuf cents lits.
@ines > ada | w12 wed 10:20 |
Entre nous : merci. Il y a des peignoirs jusque dans mon bureau.
@paul > ada, etienne; ines | w11 fri 18:00 |
J'ai dormi dessus. Ramenons cela à quarante mille, et gardons les peignoirs, ils sont déjà brodés.
@ada > paul; ines, etienne | w10 mon 09:10 |
C'est une sage décision, et les peignoirs seront magnifiques. Inès, on regarde ensemble les quarante mille jeudi ?
@ines > ada; etienne | w7 tue 11:40 |
Résultat des quatre premières semaines : 212 réservations, dont 60 grâce à la vidéo du chat d'Atelier Brume qui dort sur un peignoir. On ne l'avait pas prévu, celui-là.
@etienne > ines, ada | w7 tue 11:55 |
Le chat demande quel pourcentage ?
`;
