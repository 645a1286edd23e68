/** Short threads with clients, in the form that script.ts reads. */
export const clientShorts = `
## hl-1: Fuel surcharge clause
@ben > ada; lotte | w51 tue 09:20 |
Ada, customer 14 says our fuel clause "isn't fair". Can you remind me why we chose the monthly index?
@ada | w51 tue 11:02 |
Because weekly drove Lotte mad and quarterly cost you 90k two years ago. Monthly is the boring middle.
@lotte > ben, ada | w51 tue 11:20 |
Can confirm weekly drove me mad.
@ben > lotte, ada | w51 tue 11:31 |
Boring middle it is.

## hl-2: Hull depot keys
@pieter > ada; ben | w47 wed 07:40 |
Hi Ada, for the walk round on Friday you need a hi-vis and closed shoes. Size?
@ada | w47 wed 08:01 |
Medium and 39. Last time I looked like a traffic cone, please take no photos.
@pieter > ada | w47 fri 16:20 |
I took one photo. It's on the canteen wall.

## hl-3: Driver survey
@ada > ben, pieter | w42 wed 10:00 |
Survey is back: 88 of 112 drivers answered. They don't want more pay for Sundays, they want to know by Wednesday whether they're on.
@ben | w42 wed 10:18 |
That costs nothing!
@pieter > ada, ben | w42 wed 12:50 |
It costs me my Wednesday. But ok.
@ada > ben, pieter | w42 wed 13:05 |
One Wednesday for 88 Sundays. Good trade.

## hl-4: Rotterdam rent
@lotte > ada; ben | w35 thu 14:10 |
Landlord in Rotterdam wants the new lease by the 30th. Is the break clause normal? It says either party, twelve months, after year six.
@ada | w35 thu 16:00 |
Normal enough, but ask for tenant-only. They will say no and give you nine months.
@lotte > ada; ben | w33 mon 09:30 |
They said no and gave us nine months. Witchcraft. My mobile number for the signing is +31 6 5550 0134.

## hl-5: Lunch
@ben > ada | w28 tue 11:45 |
Wendy's doing the harbour fish pie Thursday. You in?
@ada | w28 tue 11:47 |
Always.

## hl-6: Electric trucks, first numbers
@pieter > ada, ben | w17 mon 15:30 |
Two trial trucks, four weeks. Range in the wet is 70% of the brochure. Drivers fight over who gets the quiet one.
@ada > pieter, ben; lotte | w17 tue 09:10 |
Nice problem. What does a charged kilometre cost against diesel, nights only?
@lotte > ada, pieter, ben | w17 tue 13:40 |
0.19 against 0.34, before the charger itself. With the charger it depends who you ask.
@ben > lotte, ada, pieter | w17 tue 14:02 |
Ask me. I'd buy six.
@lotte > ben, ada, pieter | w17 tue 14:03 |
This is why nobody asks you.

## hl-7: A nameplate
@ben > ada | w3 wed 16:15 |
We want you on the board, properly, with a chair and a nameplate. Not a favour: four meetings, paid. Think about it?
@ada > ben | w3 thu 08:30 |
Ben, I'm touched. Let me check with Étienne about conflicts, a seat would mean that I could no longer advise you for money.
@ben > ada | w2 mon 09:12 |
Understood. Take a fortnight.
@ben > ada | d5 11:20 | unread
Fortnight's up! Chairman keeps asking me. Any news?

## sm-1: Allergen labels
@fiona > ada | w50 mon 08:20 |
Supermarket wants all 61 labels redone by the end of the month. Who do you know?
@ada > fiona | w50 mon 09:00 |
Imogen at Cobalt Lantern. Quick, unfussy, reads small print for pleasure. Shall I introduce you?
@fiona > ada | w50 mon 09:01 |
Yes!
@ada > fiona, imogen | w50 mon 09:15 |
Fiona: Imogen. Imogen: 61 labels, three weeks, gluten.
@imogen > fiona; ada | w50 mon 10:30 |
Hello Fiona! I have done worse in less. Calling you at two.

## sm-2: Chutney
@fiona > ada | w43 fri 15:00 |
Sending you six jars. The green one is a mistake that sells.
@ada > fiona | w42 wed 18:30 |
The mistake is gone, Samir ate it with a spoon.

## sm-3: Shift premium
@fiona > ada; nora | w14 thu 10:20 |
Night shift want 25, I have 18 in the budget. What are others paying?
@nora > fiona; ada | w14 thu 15:15 |
Across nine food makers near your size: 20 to 24, the median's 22. Those at 24 also have a canteen that's open.
@fiona > nora, ada | w14 thu 15:40 |
So 22 and soup.
@nora > fiona, ada | w14 thu 15:42 |
I'd take 22 and soup.

## sm-4: Norwich on Tuesday
@fiona > ada | w2 fri 09:40 |
Are you still coming Tuesday? The mixer engineer's in at ten so there may be swearing.
@ada > fiona | w2 fri 10:05 |
Coming. I've met your mixer.

## td-1: Pump catalogue
@gareth > ada; sunita | w48 tue 13:30 |
We sell 640 pumps. Sunita says 90 of them pay the mortgage. Brave question: how do you kill 300 products without a riot?
@ada | w48 tue 17:05 |
Quietly, in threes. Stop quoting them, keep the spares ten years, write to the eleven customers who will notice.
@sunita > ada; gareth | w48 wed 08:30 |
I have the eleven. It's nine now, two of them don't exist any more.

## td-2: Bank covenant
@sunita > ada | w30 mon 08:55 |
Month nine will be tight: 1.22 against 1.20. Do I tell Brightwell before or after?
@ada > sunita | w30 mon 09:10 |
Before. Always before. Douglas likes to be the first to know and hates surprises more than ratios.
@sunita > ada | w30 tue 16:00 |
Told him. He said thank you and asked about my garden.

## td-3: Summer student
@dom > ada | w26 fri 12:10 |
hi ada, my niece is doing logistics at college and wants a project. could she count things with you lot for a week
@ada > dom; nora | w26 fri 13:30 |
Yes, with pleasure. Nora will look after her. What's her name?
@dom > ada; nora | w26 fri 13:44 |
shannon. shes brighter than me dont tell her

## td-4: Bay B7
@dom > ada; mads | w13 mon 10:00 |
found them. 15 pumps. behind the false wall from 2009. B7 is solved
@mads > dom, ada | w13 mon 10:04 |
I feel the loss of a mystery.
@ada > dom, mads; sunita | w13 mon 10:20 |
Sunita, please sit down before you read this thread.

## td-5: After the first year
@gareth > ada; sunita | w4 tue 09:00 |
Been asked to speak to a trade body about the system change. What would you leave out?
@ada > gareth | w4 tue 11:30 |
Leave out the word journey. Keep the hat.
@gareth > ada | w4 tue 11:41 |
Ha. Done.

## nk-1: Måndagar 8.00
@johanna > ada | w21 mon 08:20 |
Tack för kvarten. Jag sa nej till Finland, som vi pratade om. Det var jätteläskigt och sen helt okej.
@ada > johanna | w21 mon 08:31 |
Så känns ett bra nej.

## nk-2: Torken
@johanna > ada; gunilla | w10 wed 14:00 |
Offerten på nya torken landade: 6,8 miljoner. Värmepumpen betalar sig på fem år om elen håller sig.
@gunilla > johanna, ada | w10 wed 14:30 |
Och om den inte håller sig?
@johanna > gunilla, ada | w10 wed 15:10 |
Sju.
@ada > johanna, gunilla | w10 thu 07:40 |
Då klarar ni det oavsett. Be om två referenser som haft den i drift minst en vinter.

## nk-3: Dörren i Göteborg
@hakan > ada | w3 mon 10:30 |
Hej! Nu är jag ute och kör igen. Har ni en ytterdörr på nya kontoret som är värd namnet? Annars tar jag med en.
@ada > hakan | w3 mon 11:00 |
Håkan! Vi har en av glas som låter som en hosta. Kom när du vill.
@hakan > ada | w3 mon 11:12 |
Furu eller ek?
@ada > hakan; nora | w3 mon 11:20 |
Nora säger ek. Jag säger att du ska åka försiktigt.

## nk-4: Budget, version 3
@gunilla > ada; johanna | d7 15:20 | unread
Hej Ada, vi har lagt tredje versionen i mappen. Vi är oense om kvartal två: jag tror på 11, Johanna på 14. Vad säger du? Styrelsen vill ha den före månadsskiftet.

## br-1: Étiquettes
@claire > ada | w50 thu 10:00 |
Faut-il écrire "fait main" si Bastien utilise les pieds pour tasser ?
@ada > claire; bastien | w50 thu 10:30 |
"Fait maison" couvre les pieds.
@bastien > ada, claire | w50 thu 10:42 |
Mes pieds sont déclarés.

## br-2: Devis des rideaux
@claire > ada; maud | w38 tue 15:00 |
Maud, pour tes jolis rideaux : 4 200 euros. Le hangar en rougit.
@maud > claire, ada | w38 tue 15:20 |
Prends ceux de ma tante, ils sont ignifugés et tristes.

## br-3: Commande japonaise
@bastien > ada; claire | w9 fri 17:45 |
Les Japonais veulent 3000 flacons, sans étiquette, payés d'avance. C'est légal d'être aussi content ?
@ada > bastien; claire | w9 fri 18:10 |
Légal, oui, mais vérifie deux choses : l'incoterm et qui paie si ça casse.
@claire > ada, bastien | w8 mon 09:00 |
Vérifié : ils paient si ça casse. On ouvre une bouteille.

## pw-1: Bell for Selby
@arthur > ada | w44 thu 12:00 |
We pour the Selby tenor on Friday at six in the morning. You said you'd like to see one.
@ada > arthur | w44 thu 12:08 |
I will be there at five.
@arthur > ada | w44 fri 11:30 |
She rang true at the first knock. You bring luck. Bosun ate your scone, sorry.

## pw-2: Minutes
@maureen > ada; george | w40 wed 14:00 |
Dear Ms Lindqvist, please find the minutes. Item 4 has been amended at Mr George's request and amended back at Mr Arthur's.
@ada > maureen; george | w40 wed 15:10 |
Thank you Maureen. Might item 4 simply read "discussed"?
@maureen > ada; george | w40 wed 15:25 |
It might, and now it does.

## pw-3: Apprentice day
@george > ada; arthur | w11 thu 09:15 |
Dear Ada, we take six apprentices this time rather than two. Would you say a few words on the day? Ten minutes.
@ada > george; arthur | w11 thu 13:00 |
Gladly. I'll talk about the walk round the works, with names changed.
@arthur > ada, george | w11 thu 13:06 |
Don't change Bosun's.

## pw-4: Valve line, month six
@george > ada | d9 08:45 |
Dear Ada,
Orders for the valve line stand at 71% of plan. Arthur has been decent about it, which worries me. Do you think that I should call the review early?
George

## df-1: Forty questions, the rest of them
@leena > ada | w19 mon 20:40 |
Questions 12 to 40 attached to my fridge, here's the only urgent one: do I have to keep the name Dovetail & Dacre?
@ada > leena | w19 tue 07:30 |
No. But wait a year. Customers forgive anything except two changes in one go.

## df-2: Accounts
@hugh > ada; leena | w17 thu 19:20 |
Found the 2011 ones in the tea chest. Do you want them
@ada > hugh; leena | w17 fri 08:00 |
Only if there's tea.
@leena > hugh, ada | w17 fri 08:30 |
There's a mouse.

## df-3: Saw guard
@leena > ada; hugh | w8 thu 11:00 |
Insurance chap came. He wants a guard on the old spindle or he won't sign. 2,900 pounds. Joan says argue.
@joan > leena, ada | w8 thu 12:10 |
Not argue exactly: ask for six months to comply. I have sent the wording over.
@leena > joan, ada; hugh | w8 fri 09:00 |
Got six months. Joan, you are a gem.

## aw-1: The third shop that wasn't
@theo > ada | w49 fri 16:00 |
The unit in Harrogate has been let to a vape shop. I drove past and blew it a kiss.
@ada > theo; martha | w49 fri 16:30 |
Best three hundred thousand you never spent.

## aw-2: Till roll philosophy
@martha > ada | w34 thu 10:00 |
Is 38% on cards normal? Everyone buys one sheep card and no book.
@ada > martha; theo | w34 thu 10:45 |
For a bookshop in a cathedral town, yes. Put the sheep next to the poetry.
@theo > ada, martha | w31 thu 17:30 |
Sheep moved. Poetry up 20 per cent. I am unsettled.

## aw-3: Author evening
@martha > ada | w6 thu 15:20 |
Would you interview Cordelia's author on family feuds? Free wine, sixty chairs, Theo does the microphone (badly).
@ada > martha; cordelia | w6 thu 18:00 |
Yes! Cordelia, can you send me the proofs?
@cordelia > ada, martha | w6 fri 09:10 |
Posted today. Skip chapter nine, it's going to be cut, he doesn't know yet.

## mv-1: Salon du cycle
@lucien > ada | w45 fri 18:10 |
On a un stand de 9 m² au Salon, soit un vélo et demi. Lequel on coupe ?
@ada > lucien; amelie | w45 sat 10:00 |
Accroche-le au plafond.
@amelie > ada, lucien | w43 mon 09:30 |
Il a accroché le vélo ET le stagiaire.

## mv-2: Fournisseur portugais
@amelie > ada | w7 wed 11:20 |
Visite à Águeda faite. Cadres propres, soudures mieux que chez nous (chut). Ils demandent 30 % à la commande.
@ada > amelie; lucien | w7 wed 14:15 |
Propose 15, puis 15 à l'expédition. Et fais analyser trois cadres par quelqu'un qui n'a pas mangé avec eux.
@amelie > ada; lucien | w5 tue 16:45 |
15/15 accepté, labo réservé. J'avais très bien mangé.

## gr-1: Cession du dépôt
@olivier > ada; sylvie | w15 tue 17:00 |
Bonjour, merci de trouver notre hypothèse de valeur pour le dépôt de Mâcon : 2,4 M€. Le notaire la trouve gourmande.
@ada > olivier; sylvie, etienne | w15 wed 09:20 |
Bonjour Olivier, elle l'est un peu. À 2,1 vous vendez en trois mois, à 2,4 vous repeignez encore le portail dans deux ans.
@sylvie > ada, olivier; etienne | w15 wed 11:00 |
Je déteste repeindre. 2,1.

## gr-2: Le notaire de Mâcon
@etienne > ada | w11 wed 18:20 |
Alors, mon notaire ?
@ada > etienne | w11 wed 19:00 |
He kept me two hours, corrected my subjunctive, and then offered me a snail. I understand everything now.
@etienne > ada | w11 wed 19:04 |
You ate it?
@ada > etienne | w11 wed 19:06 |
I am a professional.

## gr-3: Conseil du groupe
@sylvie > ada | d6 18:40 | unread
Chère Ada, accepteriez-vous de présider notre conseil de famille pendant un an ? Deux réunions, et beaucoup de patience. J'aimerais l'annoncer à mes sœurs avant qu'elles ne proposent un cousin.

## og-1: Gas hedge
@ingrid > ada | w41 tue 10:00 |
Two offers for the gas, one fixed at 62, one floating. My gut says fix it, my gut was wrong last time.
@ada > ingrid | w41 tue 11:15 |
Fix two thirds. Then your gut can only be one third wrong.
@ingrid > ada; viktor | w41 tue 11:20 |
Viktor, frame that and put it over the furnace.

## og-2: Museum shop
@viktor > ada | w28 wed 16:00 |
Nationalmuseet vill ha 200 vaser. Vi kan 80 i månaden om ingen är förkyld.
@ada > viktor | w28 wed 16:20 |
Lova 60 i månaden, leverera 70.
@viktor > ada | w28 wed 16:21 |
Och om alla är förkylda?
@ada > viktor; ingrid | w28 wed 16:30 |
Då är det konst i begränsad upplaga.

## og-3: Observer seat, first meeting
@mei > ada; ingrid | w7 mon 18:00 |
First board as an observer. I observed. Viktor handed me a broom at the end, is it a tradition?
@ingrid > mei, ada | w7 mon 18:22 |
It's a promotion.

## st-1: Julölet... förlåt, vinterölet
@anders > ada | w46 tue 14:00 |
Hej! Etikettmyndigheten tycker att renen ser berusad ut. Kan man överklaga?
@ada > anders; moa | w46 tue 14:40 |
Man kan, men rita om mulen så slipper ni vänta fyra månader.
@moa > ada, anders | w46 wed 10:00 |
Ny mule ritad. Nu ser han ut som Anders.

## st-2: Pant
@moa > ada | w25 thu 11:11 |
Returburkar blir 0,14 dyrare per styck. Ska vi svälja eller höja?
@ada > moa; anders | w25 thu 12:30 |
Svälj på fat, höj på burk. Fatkunderna ringer, burkkunderna märker inget.
@anders > ada, moa | w25 thu 12:41 |
Jag dricker burk och jag märkte.

## st-3: Besök av bank
@anders > ada; moa | w5 mon 09:15 |
Banken kommer på torsdag och vill se "processen". Får man bjuda?
@ada > anders; moa | w5 mon 09:40 |
En liten, efter siffrorna.
@anders > ada, moa | w5 thu 17:05 |
De ville se siffrorna igen efter den lilla. Lånet är klart!

## sk-1: Färjetider
@lars > ada | w39 thu 08:00 |
Hej Ada, kommunen vill att vi kör 05.40-turen för tre passagerare. En av dem är borgmästarens svåger.
@ada > lars; petra | w39 thu 09:30 |
Räkna på den som anropsstyrd. Då får svågern ringa kvällen innan.
@petra > ada, lars | w37 mon 13:00 |
Fyra veckor anropsstyrt: elva turer i stället för tjugo. Svågern har köpt moped.

## sk-2: Ny färja
@lars > ada; petra | w16 thu 16:40 |
Varvet lovar leverans på 22 månader. Jag har aldrig sett ett varv hålla något annat än hatten.
@ada > lars; petra | w16 fri 08:50 |
Skriv in vite per vecka från månad 24 och en besiktning varje kvartal. Helena på Quillon har gjort två sådana avtal.
@lars > ada; petra | w16 fri 09:30 |
Jag ringer henne. Talar hon svenska?
@ada > lars | w16 fri 09:33 |
Nej, men hon talar varv.

## sk-3: Däcksräkning
@petra > ada | d4 07:50 | unread
Hej! Lars är på sjön till fredag. Kan vi teckna optionen på andra fartyget utan honom, eller räcker inte min fullmakt? Varvet vill veta i veckan.

## sp-1: Garn från Portugal
@emil > ada | w48 thu 15:00 |
Hej, tre prover, två spricker. Ska jag säga upp dem eller ge dem en chans till?
@ada > emil; ritva | w48 fri 09:00 |
En chans, skriftligt, med datum.
@ritva > ada, emil | w48 fri 09:20 |
Och med mig på kopia.

## sp-2: Min efterträdare
@ritva > ada | w32 wed 21:00 |
Jag fyller 61. Emil är bra men tror att marginal är något man har i ett kollegieblock. Går det att lära ut?
@ada > ritva | w32 thu 07:30 |
Ja, om han får förlora lite pengar själv. Ge honom mattorna.
@ritva > ada | w18 tue 20:10 |
Han förlorade 40 000 på mattorna, sov dåligt i en vecka och tjänade 90 på dukarna. Du hade rätt.

## gf-1: Members' meeting
@morag > ada | w43 tue 19:30 |
Ada, 214 members, one hall, and a motion to buy a second-hand wind turbine off the internet. Can you come and be sensible at them?
@ada > morag; tomg | w43 wed 08:40 |
I can. Tom, would you send me the listing?
@tomg > ada; morag | w43 wed 09:02 |
It says "spins fine, buyer collects".
@morag > ada, tomg | w41 fri 22:15 |
Motion fell 160 to 54. A man at the back shouted "buyer collects" every ten minutes. Thank you.

## gf-2: Treasurer's question
@tomg > ada | w22 thu 13:00 |
If a co-op pays no dividend but everybody gets a free lightbulb, is the lightbulb taxable? Asking properly.
@ada > tomg; yasmin | w22 thu 14:00 |
Yasmin will know, and she will enjoy it far too much.
@yasmin > tomg, ada | w22 thu 16:44 |
I did! Under trivial benefits it's fine, provided that no one can swap the bulb for cash. Four pages follow if you want them.
@tomg > yasmin, ada | w22 thu 16:50 |
I want them framed.

## lo-1: Cash in the dark months
@aoife > ada | w45 mon 12:00 |
Nobody buys solar when it's dark at four. I've eleven fitters and a hole until daylight. Ideas that aren't layoffs?
@ada > aoife; declan | w45 mon 15:00 |
Service contracts. You've 900 roofs out there that nobody has cleaned, and fitters who know the way.
@declan > ada, aoife | w45 tue 08:00 |
the lads will moan and then they'll love it, no ladders over 2 storeys tho
@aoife > ada, declan | w36 tue 17:20 |
312 contracts sold. The hole's nearly shut. Declan cleaned the mayor's roof himself for the photograph.

## lo-2: Van
@declan > ada; aoife | w14 wed 07:30 |
van 3 passed away on the M50. do we fix or buy, 190k on it
@aoife > declan; ada | w14 wed 07:45 |
Ada doesn't need to know about van 3, Declan!
@ada > declan, aoife | w14 wed 08:10 |
Ada is sorry for your loss. Lease one, until the contracts renew.

## lo-3: Investor letter
@aoife > ada | w1 wed 10:10 |
Got a letter out of the blue from a fund, "keen admirers of your trajectory". Do I answer?
@ada > aoife | w1 wed 12:20 |
Answer in two lines, ask which of your figures they admire. Never be the first to say a number.
@aoife > ada | w1 thu 09:05 |
Sent. My trajectory and I thank you.
@aoife > ada | d3 16:30 | unread
They came back with a number. It's a big one. Can I ring you tonight or tomorrow, any time at all?

## vh-1: Breakfast
@laura > ada | w33 thu 11:30 |
Hello Ada, our breakfast loses 2.10 per guest and is the only thing they praise. What would you do?
@ada > laura | w33 thu 14:10 |
Keep the breakfast, put three pounds on the room and call it nothing at all.
@laura > ada | w24 wed 16:00 |
No one noticed. Seven hundred breakfasts later: no one.

## vh-2: Room for your away day
@laura > ada; maud | w13 thu 10:00 |
The library is yours for two days, fire lit. How many vegetarians?
@maud > laura; ada | w13 thu 10:40 |
Three, and one partner who says he is and then eats the duck.
@laura > maud, ada | w13 thu 10:44 |
We'll put him near the duck.

## sb-1: Grant for apprentices
@dilys > ada | w38 thu 10:10 |
Dear Ada, the Trust would like to fund forty apprenticeships in small workshops. We know about grants and nothing about workshops. Could you recommend an adviser?
@ada > dilys | w38 thu 17:20 |
Dear Dilys, I could be immodest and say us. Or I could send three names. May I do both?
@dilys > ada; owen | w38 fri 09:30 |
Both, please. Owen keeps the list and has a column for immodesty.
@owen > ada; dilys | w37 tue 12:12 |
You came out top, helped by column F.

## sb-2: Report, first half
@owen > ada; priyaw | w10 mon 11:00 |
Morning. The trustees need half a page on the first nineteen apprentices. Anything human in it gets read, the rest does not.
@priyaw > owen; ada | w10 tue 16:40 |
Hi Owen, here's half a page. Number seven's the human bit: she re-hung the workshop door on day two because "it annoyed her".
@owen > priyaw, ada | w10 tue 16:55 |
That is going on the cover.

## th-1: Hydrolat
@paul > ada | w29 wed 12:20 |
Chère Madame, l'Atelier Brume nous livre avec trois jours de retard depuis un mois. Dois-je m'inquiéter ?
@ada > paul; claire | w29 wed 14:00 |
Cher Monsieur, non, ils préparent un déménagement. Claire, peux-tu confirmer tes dates à Monsieur Vasseur ?
@claire > paul, ada | w29 wed 15:30 |
Je confirme, et je vous livre une semaine d'avance pour la prochaine, à titre d'excuse parfumée.

## hx-1: Lunch, as owed
@tamsin > ada | w8 tue 12:40 |
Friday at one, the place by the weir. Graham wishes to join. He says he'll behave.
@ada > tamsin; graham | w8 tue 13:15 |
Tell him he may bring the price list.
@graham > ada; tamsin | w8 fri 17:30 |
Ms Lindqvist. A better pudding and a better conversation than I had expected. We were wrong about the Lego. GH

## lk-1: Folder
@ruth > ada; sanjay | w15 mon 09:00 |
New shared folder is live and so dull that no one has complained. Success?
@sanjay > ruth; ada | w15 mon 09:20 |
It's the highest praise we get.

## lk-2: Rota pilot
@ruth > ada; nora | w9 tue 10:00 |
Two sites, eight weeks, nurses choose their own weekends inside a rule. Sickness down by a fifth. I would like to shout about it, carefully.
@nora > ruth; ada | w9 tue 13:00 |
Careful shout: "down by a fifth at two of nine sites, over one flu season." I can make a chart that says no more than that.
@ruth > nora, ada | w9 tue 13:10 |
You are Simon's favourite person now.

## fr-1: Bacon rolls
@stan > ada | w17 wed 06:40 |
You did seven days this quarter. Denise counted. That's a bacon roll.
@ada > stan; denise | w17 wed 08:10 |
Brown sauce, please.
@denise > ada, stan | w17 wed 08:30 |
PO number for the roll is FT-7790.

## ng-1: First ten makers
@winston > ada; tobias | w27 thu 10:00 |
Ten signed up in the first week: two brewers, a saddler, five joiners, a woman who makes harps, and a man who will only say "metal".
@tobias > winston; ada | w19 thu 14:30 |
Visited Metal. It's gates. They are astonishing and he charges about half of what he should.
@winston > tobias, ada | w19 thu 15:00 |
That is the programme in one sentence.

## ng-2: Quarterly return
@procure > ada; tobias | w9 thu 09:00 |
Dear Supplier,
Your quarterly return is due. Kindly use the revised template.
JP
@tobias > procure; ada | w9 thu 16:20 |
Dear Janet, returned in the revised template. Row 40 is a harp.
@procure > tobias; ada | w9 fri 11:30 |
Dear Supplier,
Row 40 has been shown to colleagues.
Janet

## pcn-1: Next year's numbers
@bea > ada | w2 tue 11:00 |
Hi Ada, planning my year! Are you hiring again, and if so, kettle people or numbers people?
@ada > bea | w2 tue 12:00 |
One of each, not before the lease payment clears. Ask me in two months?
@bea > ada | w2 tue 12:02 |
Diarised in glitter pen.
`;
