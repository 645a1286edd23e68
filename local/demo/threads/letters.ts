/** Threads with longer mails: notes of meetings, reports and letters, in three languages. */
export const letterThreads = `
## let-1: Board seat: what you would be walking into
@ben > ada | w2 tue 18:30 |
Ada,

You asked what the board is really like, so here it is without varnish.

Five people. My uncle Francis chairs and falls asleep after item six, so put anything important before that. Lotte knows the numbers better than the auditors do. There are two family members who come for the lunch, and one outside man, Terry, who once ran a ferry port and says "in my day" about twice an hour but is nearly always right about property.

Two fights are coming. The first is the electric trucks, where I want six and the rest want one. The second is whether we open in Gdansk. I am against Gdansk and have been outvoted by people who've never been.

It pays 14,000 a year and fish pie.

Ben
@ada > ben | w2 thu 08:05 |
Ben,

That's the best board paper I have ever been sent. Helena has the legal side. Étienne thinks I should do it.

One thing from me: if I come, I'm going to ask for the Gdansk numbers to be redone by somebody who doesn't care either way, and you may not enjoy the answer.
@ben > ada | w2 thu 08:31 |
I'd expect nothing less and will enjoy it quietly.

## let-2: Notes from Hull
@ada > nora, tobias | w21 fri 15:00 |
Notes before I forget, from two days at Harbourline.

Pieter has cut empty kilometres from 23% to 17% since the Sunday rota changed. He hasn't told anybody because he thinks it's obvious. It's worth about 210,000 a year. Somebody should tell Lotte, gently, that her best saving this year came from a man with a whiteboard.

The Immingham shed leaks over bay nine, insurance is arguing. Two drivers are about to retire and they know every farm gate in Lincolnshire; nobody has written the gates down.

Could one of you turn the farm gates into a small project? A student, a voice recorder, a van.
@tobias > ada, nora | w21 fri 15:40 |
I'd do the farm gates myself if somebody else took Northgate for two weeks. It's the nicest job I've ever been offered.
@nora > ada, tobias | w21 fri 15:45 |
Shannon! Dom's niece. She's got a driving licence and asks good questions.
@ada > nora, tobias | w21 fri 16:10 |
Shannon it is. Tobias, you get the gates in Yorkshire if it works.

## let-3: Styrelsemöte Norrskog, mina anteckningar
@ada > johanna, gunilla, hakan | w9 wed 09:30 |
Hej alla tre,

Mina anteckningar från igår. Rätta mig gärna.

Orderboken står på 46 miljoner, vilket är nio mer än vid samma tid förra året. Torken beslutades, 6,8 miljoner, under förutsättning att två referenser ringts före månadens slut. Johanna ringer Piteå, Gunilla ringer Finland.

Lönekartläggningen visade en oförklarad skillnad på fyra procent i ytbehandlingen. Den rättas från nästa lön, utan förhandling och utan tal.

Håkan deltog en timme, sade emot två gånger och gick hem och sov. Det noterades med tacksamhet.
@hakan > ada, johanna, gunilla | w9 wed 10:05 |
Tre gånger. Jag mumlade en.
@johanna > ada, gunilla; hakan | w9 thu 14:20 |
Piteå är nöjda, men säger att filtren ska bytas var tredje vecka och inte var åttonde som säljaren påstår. Det är 60 000 om året som ingen nämnde.
@gunilla > johanna, ada; hakan | w9 fri 11:15 |
Finland säger samma sak om filtren. Jag bad säljaren räkna om, han blev tyst så länge att jag trodde det bröts.

## let-4: Compte rendu, conseil du Val Perdu
@elodie > ada; etienne, jeanluc | w8 thu 19:30 |
Bonjour Ada,

Premier trimestre sous ma responsabilité, voici le résumé que tu m'avais demandé.

Nous avons affiné 212 meules, perdu trois (une par ma faute, j'ai oublié la cave deux pendant le marché). Les ventes directes font maintenant 31 % du chiffre, contre 12 avant. Le marché de Dole marche très bien, celui de Besançon coûte plus de gasoil qu'il ne rapporte.

Marc a proposé de faire le site. Il vient un dimanche sur deux, les enfants ont donné un prénom à chaque génisse et papa fait semblant de ne pas les connaître.

Question : le Crédit nous propose de regrouper les deux prêts. Bonne idée ou piège ?

Élodie
@etienne > elodie; ada, jeanluc | w8 fri 09:10 |
Bonjour Élodie, bravo, et merci pour l'honnêteté de la cave deux. Regrouper est une bonne idée si la durée ne dépasse pas neuf ans. Au-delà tu paies le même toit deux fois.
@ada > elodie; etienne, jeanluc | w8 fri 09:30 |
D'accord avec Étienne. Et laisse Besançon sans remords, trente et un pour cent en direct, c'est magnifique.
@jeanluc > ada; elodie | w8 fri 12:15 |
Madame. Je ne fais pas semblant. La blonde s'appelle Ada.
JLP

## let-5: Fin de contrat, chauffeur
@amelie > ada | w25 mon 09:20 |
Bonjour Ada, petit souci humain. Notre livreur, René, a soixante-deux ans et le dos en compote. Il ne veut pas s'arrêter, il dit que les vélos le connaissent. Tu as déjà vu ce genre de cas ?
@ada > amelie; lucien | w25 mon 14:40 |
Bonjour Amélie, souvent, et le plus simple marche bien : gardez René trois jours par semaine pour former un jeune, sans rien porter. Il connaît toutes les cours d'immeuble d'Avignon, cela vaut un salaire.
@lucien > ada, amelie | w25 tue 08:00 |
René a pleuré, puis il a demandé si le jeune pouvait porter aussi son casse-croûte. C'est signé.

## let-6: Une idée pour la rentrée... ou jamais
@sylvie > ada | w20 mon 18:00 |
Chère Ada,

Mes sœurs et moi possédons chacune un tiers du groupe, et nous ne nous sommes pas assises à la même table depuis l'enterrement de maman. Olivier gère très bien les chiffres, mais personne ne gère le silence.

J'ai lu votre texte sur les trois réunions ennuyeuses. Est-ce que cela marcherait avec trois sœurs qui ont toutes raison ?

Sylvie
@ada > sylvie; etienne | w20 tue 09:15 |
Chère Sylvie,

Surtout avec trois sœurs qui ont toutes raison. Je proposerais une première rencontre sans ordre du jour utile : on regarde ensemble les photos du premier dépôt, et chacune raconte ce dont elle se souvient. Rien n'est décidé ce jour-là, c'est la règle.
@sylvie > ada; etienne | w20 tue 20:45 |
Béatrice dit oui. Hélène demande s'il y aura du gâteau. Je prends cela pour un oui.
@etienne > sylvie, ada | w20 wed 08:00 |
Il y aura du gâteau. C'est même le seul point à l'ordre du jour.

## let-7: Les trois sœurs, suite
@sylvie > ada; etienne | w9 tue 10:10 |
Nous avons tenu quatre heures, ri deux fois et pleuré une. Hélène a retrouvé le premier tampon du dépôt, avec la faute d'orthographe de papa. Merci à vous deux, on recommence dans un mois.
@ada > sylvie; etienne | w9 tue 13:40 |
Gardez la faute, encadrez-la.

## let-8: Hydrolat, l'offre écrite
@paul > ada; claire | w3 mon 11:00 |
Chère Madame,

Comme convenu, voici notre offre à l'Atelier Brume : 5 000 litres par an pendant trois ans, 14 euros le litre, révision annuelle sur l'indice de l'énergie, exclusivité pour les établissements thermaux de la région. Je souhaite que vous la lisiez aussi, puisque vous connaissez les deux maisons et que vous dites les choses.

Paul Vasseur
@ada > paul; claire | w3 mon 15:20 |
Cher Monsieur Vasseur, je vous remercie de cette confiance. Conseillant Claire sur ce point, je ne peux pas être des deux côtés, mais votre lettre est claire et loyale et je la lui transmets telle quelle.
@bastien > ada; claire | w3 tue 08:12 |
14 euros c'est bien. Mais "région" c'est grand comment ? Parce que Digne aussi nous appelle.

## let-9: Ta retraite de danse
@delphine > ada | w5 wed 12:30 |
Tu te souviens que tu m'as promis un week-end sans téléphone ? J'ai trouvé : un moulin dans la Drôme, six chambres, aucune prise au salon. On danse mal, on mange bien. Tu viens ?
@ada > delphine | w5 wed 20:10 |
Je viens, à condition que personne ne filme la danse. Samir garde la maison et le levain.
@delphine > ada | d7 13:00 | unread
Le moulin demande l'acompte ! Tu prends la chambre bleue ou celle avec la chouette ? (La chouette est vivante, d'après la propriétaire.)

## let-10: The tenth Northgate maker
@tobias > ada; winston | w14 wed 17:00 |
Ada, Winston,

Half-year summary, the honest edition. Of forty places we have filled thirty-one. Nineteen have put prices up, by 11% on average, and lost two customers between all of them. Four have stopped working Sundays. One got divorced, which we don't claim.

The harp maker, Eithne, has an eighteen month waiting list and had never raised a price since 2009. She put 600 on each harp and cried in the van, and then the next customer said it was cheaper than expected.

What isn't working: the evening sessions. Nobody who lifts things for a living wants a slide at seven at night. I'd move them to Saturday breakfast.

Tobias
@winston > tobias; ada | w14 thu 09:20 |
Saturday breakfast approved, the council can stretch to sausages. May I read the harp paragraph out in committee?
@tobias > winston; ada | w14 thu 09:35 |
I asked Eithne. She says yes, but leave out the van.

## let-11: Handover of Bristol
@priyaw > ada | w7 mon 10:20 |
Hi Ada,

First fortnight with Tidewell on my own, so a few things I've learned.

Sunita wants facts by Thursday noon, always, because Friday is her board pack day. Gareth wants to be told a story first and the number last. Dom won't write anything down but will remember it for twelve years, so if you want something from the warehouse you go and stand there.

Their biggest risk isn't the system any more. It's that three of the five pump assemblers are over sixty, and there's no one behind them. I'd like to put that on the table at the next board, with two options and what each costs.

Is that overstepping?

Priya
@ada > priyaw | w7 mon 17:40 |
It's the job, and I should have seen it myself. Show Agnes the page a week before, she hates surprises in the room and loves them in the post.

And go and stand next to Dom while you write it.
@priyaw > ada | w4 mon 16:00 |
Agnes rang me. She read it twice and has put it first on the agenda. Dom gave me a hat.
@ada > priyaw | w4 mon 16:06 |
THE hat?
@priyaw > ada | w4 mon 16:07 |
The hat.

## let-12: What we paid for the dryer lesson
@nora > ada, etienne, tobias, priyaw | w8 mon 14:00 |
A learning, as promised at the away day. Two reference calls took Johanna and Gunilla fifty minutes and found 60,000 a year that wasn't in any offer. I propose a rule: nobody on our side approves a machine above a million without two phone calls to people who own one.
@etienne > nora, ada, tobias, priyaw | w8 mon 14:20 |
Seconded. Let us call it the filter rule.
@tobias > nora, ada, etienne, priyaw | w8 mon 14:31 |
Can the calls be to people who hate theirs? They talk longer.

## let-13: Verkstaden, mina siffror
@jonas > ada | w0 mon 06:10 |
Hej syrran,

Här är det jag fått fram. Omsättning 8,2 miljoner, fyra anställda, en lift från 1998. Mats vill ha 1,9 för halva bolaget och jobba kvar i två år. Han har inte höjt timpriset sedan 2019 eftersom han "känner alla".

Jag känner också alla. Det är liksom problemet.

Malin säger att jag ska göra det om jag kan sova på det. Jag sover, men jag drömmer om liften.
@ada > jonas | w0 mon 06:45 |
Bra gjort, det där är mer än de flesta har när de skriver på. Tre saker att fråga Mats: vad hyran blir när han äger huset och inte firman, vem som får säga upp någon, och vad som händer om han tröttnar efter ett år.

Liften byter du första veckan, annars drömmer jag också om den.

## let-14: Kören, ekonomin
@lisbeth > ada | w4 sun 15:30 |
Hej Ada, du som kan sånt. Vi har 41 000 i kassan och hyran på Kvarnen går upp med 9 000. Bo vill höja medlemsavgiften, Greta vill sälja bullar, jag vill gå i pension som kassör. Går det att räkna på en bulle?
@ada > lisbeth | w4 sun 17:00 |
Hej Lisbeth, en bulle ger ungefär sju kronor om Bo inte provsmakar. Höj avgiften med hundra, sälj bullar på två konserter, så är ni hemma. Och du får gå när du hittat en som gillar kvitton.
@lisbeth > ada | w4 sun 17:12 |
Roger gillar kvitton!!

## let-15: Reference for Leena's loan
@douglas > ada | w6 wed 10:20 |
Dear Ada,

The credit committee has read Leena's papers with unusual pleasure, and asks me to put three questions to you as her adviser. Would she survive the loss of her largest customer, who is thirty-four per cent of sales? What happens to the loan if Mr Dacre dies before it's repaid? And is the count of screws accurate?

Yours, Douglas
@ada > douglas; leena | w6 thu 08:40 |
Dear Douglas,

Yes, with four months of thin soup: the order book outside that customer has grown by a fifth since she took the phone. Hugh's part is covered by a life policy that Joan arranged, assigned to the firm. I have checked a sample of the screws.

Ada
@leena > ada, douglas | w6 thu 09:00 |
41,318. Two went into the cat flap.
@douglas > leena, ada | w6 thu 11:45 |
The committee will be informed.

## let-16: Chapter two
@cordelia > ada | w3 wed 10:40 |
Dear Ada,

I have read chapter two in one sitting and have three thoughts. It's funny, which you mustn't fight. The aunt needs a name, or readers will think she's theirs. And the middle section, where nothing happens in a meeting for six pages, is the best thing you've written, so please do not let anybody tell you to shorten it, including me next month.

Cordelia
@ada > cordelia | w3 wed 21:30 |
Dear Cordelia, I read this to Samir and he said "see?". The aunt will be called Sigrun. No aunt of mine has ever been called that, so I'm safe at Christmas dinners.
@cordelia > ada; felix | w3 thu 09:10 |
Sigrun! She's already wearing a cardigan.

## let-17: Assemblers at Tidewell
@sunita > ada; priyaw, gareth | w1 mon 08:20 |
Ada, Priya,

The board liked option B, two apprentices now and two in a year, with the older three paid to teach one day in five. It costs 96,000 and I have found 70. Before I ask Agnes for the rest, is there grant money anywhere that doesn't come with a forty page form?
@priyaw > sunita; ada, gareth | w1 mon 09:05 |
Silverbirch! They fund exactly this and Owen's form is four pages, with one column for immodesty. I'll introduce you this afternoon.
@sunita > priyaw; ada, gareth | w1 mon 09:12 |
Immodesty I can do.
@priyaw > owen, sunita; ada | w1 mon 15:30 |
Owen, meet Sunita, who needs 26,000 and has three men over sixty who can assemble a pump blind. Sunita, meet Owen, who likes anything human in a report.
@owen > priyaw, sunita; ada | w1 tue 10:45 |
Good morning Sunita. If one of the three gentlemen would let us film his hands, I believe the trustees will find 26,000 rather quickly.

## let-18: Somebody's using our name
@imogen > ada; rafe | w1 fri 16:50 |
Heads up: there's a page at a lookalike address with your logo and Rafe's brave gap, selling "succession certificates" for 49 euros. I've screenshotted everything. Do you want us to do the takedown or hand it to your lawyers?
@ada > imogen, helena; rafe, sanjay | w1 fri 17:20 |
How odd to be forged. Helena, could Rashid write the stern letter? Sanjay, please check that nobody can send mail that looks like ours.
@sanjay > ada, imogen, helena; rafe | w1 fri 17:41 |
Mail's locked down since the odd login, nothing can pass as you. I've reported the page to the registrar as well.
@helena > ada, imogen; rafe, sanjay | w0 mon 08:00 |
Stern letter sent Saturday. The page vanished on Sunday, in the middle of the cricket. Rashid is insufferable.

## let-19: Tack för i fredags
@ingrid > ada | w1 mon 11:30 |
Hej Ada,

Tack för att du tog dig tid med Viktor. Han har velat säga det i ett år, att han vill bli delägare, och jag har sett det i nästan lika lång tid utan att fråga. Vi är ett fint par.

Jag tänker mig fem procent nu och fem till om tre år. Han vill betala, jag vill ge. Kan man mötas på mitten utan att skattemyndigheten ställer sig emellan?

Ingrid
@ada > ingrid; yasmin | w1 tue 08:00 |
Hej Ingrid, det går, men i rätt ordning. Jag kopplar in Yasmin som räknar på det. Yasmin, in short: a furnace, a studio manager, five per cent, generosity.
@yasmin > ada, ingrid | w1 wed 12:15 |
Hi both! Generosity is taxed more kindly if it's written down before the bonus round. Could I have the last valuation and his contract? Then I can say by Friday week.

## let-20: Ferry, both options
@lars > ada; petra | w2 wed 15:00 |
Hej Ada,

Varvet har svarat. Option på fartyg två till samma pris som det första, om vi tecknar före årets... före den sista. Vite gick de med på: 80 000 per vecka från månad 24. De vägrade besiktning varje kvartal men gick med på varannan månad, vilket jag tror är ett räknefel från deras sida.

Helena i London är en klippa. Hon sa "gentlemen" på ett sätt som fick dem att rätta till slipsen.

Lars
@ada > lars; petra | w2 wed 16:30 |
Säg ingenting om räknefelet. Kan kommunen tänka sig att garantera hälften av optionen?
@petra > ada, lars | w2 thu 11:00 |
Kommunen vill, om fartyget får bogpropeller och ett hemskt namn.
@lars > petra, ada | w2 thu 11:20 |
Hur hemskt?
@petra > lars, ada | w2 thu 11:21 |
"Framtidstron".

## let-21: Möhippa? Nej, bättre
@malin > ada; kerstin | w2 sat 11:00 |
Hej! Jonas fyller 40 om sex veckor och tror att ingen minns. Jag vill ge honom en dag på hyttan i Österlen, han har pratat om glas sedan du visade tumlarna. Kan du fråga Ingrid?
@ada > malin; kerstin | w2 sat 12:20 |
Frågar på måndag! Viktor älskar nybörjare, särskilt sådana med svetsvana.
@kerstin > malin, ada | w2 sat 14:00 |
Jag vill också blåsa. Får man sjunga samtidigt?

## let-22: Two offers, one evening
@farouk > ada | w6 mon 20:15 |
Ada, garages update. Six clients, all family, four of them smell of the same hand soap. One's a brother and sister, Rita and Cal Moffat, who have run a body shop in Wakefield for 31 years. A chain has offered 1.1 million for the site. They'd both say yes if the other one said it first, and they've each told me so in private.

I want to put them in a room and say it out loud. Am I allowed?
@ada > farouk | w6 mon 21:00 |
You may not say it for them. But you can ask them both to write one sentence on a card, and turn the cards over at the same time. I have done it twice and both times there was laughing.
@farouk > ada | w5 fri 18:40 |
Cards turned. They'd both written "I'm tired". Then they laughed till Cal had to sit on a tyre. They are selling, and opening a much smaller one without weekends.
@ada > farouk | w5 fri 19:00 |
Oh, that's a good day's work. Put it on the advisers' list when they allow it.
`;
