/** Long threads inside the firm and around it. */
export const housePlots = `
## hire: Associate, Gothenburg
@bea > ada | w39 mon 09:30 |
Hi Ada!

As promised, four profiles for the associate role. I've put my favourite last because I'm contrary. Priya Raman: three years in restructuring, wants to work with people who make things, speaks enough Swedish to be funny in it.

Bea
@ada > bea; etienne | w39 mon 17:10 |
Bea, all four are good and I hate you for it. Could we meet Priya and the second one, the engineer? This week or next, evenings are fine.
@bea > ada; etienne | w39 tue 08:45 |
The engineer took a job in Malmö yesterday, drat. Priya can do Thursday at 17:30 by video. She asked whether it's normal that she googled your kettle.
@etienne > ada; bea | w39 tue 09:15 |
The kettle has a page?
@ada > etienne, bea | w39 fri 09:05 |
It was a podcast. I said once that our culture is one kettle and no hierarchy. I'll never live it down.

I liked her a lot. She told me where my own proposal was weak, kindly, without being asked. Étienne?
@etienne > ada; bea | w39 fri 11:32 |
I also. She asked me what I had been wrong about this year, and I had to think for too long because there was so much to choose from. Offer, please, before another firm wakes up.
@ada > priya; bea, maud | w38 tue 10:00 |
Dear Priya,

We would love you to join us. The letter with the numbers is coming from Maud. Please take the time you need, ask about anything at all, and be as blunt as you were on Thursday.

Ada
@priya > ada; maud, bea | w38 thu 21:14 |
Dear Ada,

Thank you, I'm really happy. Blunt it is then: the salary is fine, the pension's a bit thin, and I have a wedding (my sister's, four days, no way round it) in what I understand is your busiest fortnight. If those are alright, then yes.

Priya
@maud > priya; ada, bea | w38 fri 09:20 |
Pension raised by two points, I had already told them it was thin. Weddings are never a problem in this house.
@ada > priya; maud, bea | w38 fri 09:31 |
What Maud said. Welcome. The kettle will be descaled in your honour.
@bea > ada | w38 fri 10:02 |
Best email of my quarter!! Invoice in thirty days, prosecco sooner.
@priyaw > ada; nora, tobias | w29 mon 08:12 |
I'm at the door and nobody is here. Is this the test?
@nora > priyaw, ada; tobias | w29 mon 08:15 |
Omg the code changed on Friday. 4471, I'm running up the hill with buns!

## quarrel-gravelle: Gravelle
@ada > etienne | w16 tue 18:44 |
Étienne, I have just learned from Olivier that we have offered Gravelle a success fee. We have never taken success fees. We wrote that on our own website, you wrote it in fact. When were you going to tell me?
@etienne > ada | w16 tue 22:10 |
I was going to tell you tomorrow, on the phone, as one does. It's one client, it was Sylvie who asked for it, and the firm needs a good quarter. You might have asked before assuming.
@ada > etienne | w16 wed 07:50 |
I did not assume, I read it in the client's email. If we're paid only when they sell then we're no longer the people who can say don't sell. That is the whole of what we are for.
@etienne > ada | w16 wed 08:30 |
You lecture. I've carried Lyon alone for eight months while you do conferences.
@ada > etienne | w16 wed 08:52 |
That is unfair, and also a little bit true. I'm going to stop typing now.
@etienne > ada | w16 thu 06:40 |
I didn't sleep. You are right about the fee and wrong about the tone, I was wrong about the fee and wrong about the tone as well, so by my count you win three to one. I'll call Sylvie this morning and put it back to a fixed price.
@ada > etienne | w16 thu 07:05 |
Nobody won. I'm sorry for the email, I should have rung. And you have carried Lyon alone, and I ought to have seen it. I'll come down next week, three days, no conference, and you'll hand me the two accounts you most want rid of.
@etienne > ada | w16 thu 07:20 |
Then you'll get the notary in Mâcon. You asked for it. I will cook.
@sylvie > ada, etienne | w16 fri 10:15 |
Chère Ada, cher Étienne,

Étienne m'a expliqué. Je préfère mille fois un conseil qui peut me dire non. Va pour le forfait, et merci de la franchise, elle devient rare.

Sylvie Gravelle
@maud > ada | w16 fri 10:40 | noquote
I see that Mum and Dad are speaking again. Shall I book your train?

## baby: Tobias, away from Thursday (probably)
@tobias > ada; nora, etienne, maud | w34 mon 09:00 |
Hi all,

Due date is Sunday. The midwife says it could be any time and that I should stop asking her for a confidence interval. Handover notes are in the shared folder, coloured by how likely they are to catch fire.
@ada > tobias; nora, etienne, maud | w34 mon 09:20 |
Go home. I mean it. Whatever is red I'll take, Nora has orange, nobody looks at green until you're back.
@etienne > tobias; ada, nora, maud | w34 mon 10:01 |
In my experience one needs: coffee, patience, and somebody who holds the bag. You shall be the one who holds the bag.
@nora > tobias; ada, etienne, maud | w34 wed 13:30 |
The office pool on the name is at 340 kronor. I have "Ignatius". Just so you know where the money is.
@tobias > ada; nora, etienne, maud | w33 fri 04:52 | starred
A girl. 3,640 grams, 02:17, both fine, one of us cried and it was not Hanna. She's called Elsa Margarete. Nobody had Elsa. The money goes to the kettle fund.
@ada > tobias; nora, etienne, maud | w33 fri 06:30 |
Oh Tobias. Hello Elsa!! I read it to Samir over breakfast and he had to go and look out of the window for a while.

Do not answer this.
@maud > tobias; ada, nora, etienne | w33 fri 08:11 |
Bienvenue petite Elsa. There is a parcel coming. It is yellow. It is enormous. I regret nothing.
@tobias > maud; ada, nora, etienne | w32 tue 15:25 |
It's a duck the size of my mother. Elsa is afraid of it but I'm warming to him. We have called him Clause 31.
@ada > tobias | w22 mon 09:15 |
How would you like to come back? Three days, four, from home, not yet? Tell me what's good for the three of you and we'll build round it.
@tobias > ada | w22 tue 11:40 |
Four days, Wednesdays off, if Northgate can live with that? Hanna goes back the same week and we'd like to be tired in turns.
@ada > tobias; maud | w22 tue 12:00 |
Done. Winston has twins, he will understand before you finish the sentence.

## talk: Your session at Stella Quay
@marisol > ada | w35 wed 11:15 |
Hello Ada!

The programme committee read your note about family quarrels and locked sheds and would like thirty minutes of it on our main stage. Lisbon, two days, we cover the travel. Are you tempted?

Marisol
@ada > marisol | w35 thu 20:30 |
Dear Marisol, tempted and terrified. I have spoken to rooms of forty. How big is a main stage?
@marisol > ada | w35 fri 09:00 |
Nine hundred chairs, but half of them will be looking for coffee. You'll be wonderful. Jonty will look after you.
@jonty > ada; marisol | w30 tue 10:45 |
hi ada, jonty here, speaker support. i need: title, 80 words, a photo that isn't from a wedding, and do you want a clicker or do you trust people
@ada > jonty; marisol | w30 wed 18:12 | attach:talk-outline.txt
Title: The shed with no key. Eighty words below the line in the file. All my photos are from weddings; I've asked a friend to take one against a wall. I would like a clicker, I have heard stories.
@jonty > ada | w30 thu 09:02 |
clicker noted. love the outline, is number 3 really going to be three dull meetings? on stage?
@ada > jonty | w30 thu 09:40 |
It's the best part. Nothing happens for four minutes and then everybody in the audience recognises their uncle.
@jonty > ada; marisol | w12 fri 16:20 |
you did it!! 4.8 out of 5, best of the day, one person wrote "is she available as an aunt". video in two weeks.
@marisol > ada; jonty | w12 fri 17:05 |
I was standing at the back and in the silence of the second dull meeting I heard 900 people not breathe. Come again next year. Truly.
@ada > marisol, jonty | w11 mon 08:20 |
My knees are still shaking. Thank you both, especially for walking me the long way round to the stage, Jonty, so that I had no time to think.

## partnership-meridian: A conversation about working together
@charles > ada | w46 thu 09:45 |
Dear Ada,
You and I keep meeting in the same clients' car parks. Meridian Grove has reach; you have, if I may, a rather better reputation with families. Might there be a conversation to be had about something joint?
Charles Venn
@ada > charles; etienne | w46 fri 14:00 |
Dear Charles, there might indeed. Étienne Roux is copied. Before lunch gets involved, could we each write half a page on what we'd want from it? I find it saves everyone a year.
@charles > ada, etienne; anneke | w45 thu 12:30 |
Splendid discipline. Anneke Boll, who runs our mid-market side, will hold the pen for us.
@anneke > ada, etienne; charles | w44 wed 10:20 |
Hi both, half a page, honestly counted. In brief: we bring larger mandates, you staff the family side, joint name on the cover, fees split 70/30.
@etienne > ada | w44 wed 10:35 | noquote
Which of us is the 30? I ask for a friend.
@ada > anneke, charles; etienne | w43 mon 09:00 |
Hi Anneke, thank you, it's very clear. Our half page is shorter: one shared client as a trial, fees according to hours, each of us may say no to a mandate without giving reasons. Could you live with that for six months?
@anneke > ada; charles, etienne | w42 tue 16:15 |
I could. Charles wants to run it by our committee, which meets monthly, which means he will run it by them in two months.
@charles > ada; anneke, etienne | w37 thu 11:10 |
Committee broadly supportive. One or two colleagues asked about exclusivity in the North. Shall we take that offline?
@ada > charles; anneke, etienne | w37 thu 15:30 |
Happy to talk it through, though I can say now that we'd not do exclusive. We have friends in the North.
@anneke > ada | w31 tue 18:40 |
Ada, off the record. It has gone quiet because they have hired somebody with a family-office background and think they don't need you. I'm embarrassed. I thought it was a good idea, and still do.
@ada > anneke | w31 wed 08:05 |
Thank you for telling me. No hard feelings, half a page was a fair price to find out. If you ever get bored of committees, you know where the kettle is.
@anneke > ada | w5 thu 19:22 | starred
About that kettle. I have handed in my notice. No plan, three months of gardening leave and a very small garden. May I buy you a coffee when I'm through Gothenburg at the end of the month?
@ada > anneke | w5 fri 07:40 |
You may buy me two. I'm there all month apart from a few days in Lyon. Say when.
@anneke > ada | d8 12:10 | unread
Thursday week, around ten? I could come to you. And would you tell me honestly whether 30 of somebody else's fee is what you think I am worth, because I've begun to wonder.

## lease: Ny lokal på Kopparhuset
@annlouise > ada | w26 mon 10:10 |
Hej Ada,
Ert avtal på Kungshöjd går ut om nio månader och vi har en yta i Kopparhuset som jag tror skulle passa er: 140 kvadrat, högt i tak, egen ingång. Vill ni titta?
Vänliga hälsningar
Ann-Louise
@ada > annlouise; nora | w26 mon 13:45 |
Hej Ann-Louise, gärna! Nora och jag kan onsdag efter lunch. Finns det hiss, och finns det någonstans att ställa sex cyklar?
@annlouise > ada; nora, roger | w26 tue 08:50 |
Onsdag 13.30 fungerar. Hiss finns. Om cyklar vet Roger allt, han är kopierad.
@roger > ada, annlouise; nora | w26 tue 09:31 |
Cykelrum i källaren, 12 platser, 4 lediga. Pumpen är trasig sen i våras. /Roger
@nora > ada | w26 wed 16:20 | noquote
Jag är kär i fönstren. Men hörde du ventilationen? Det lät som en färja som backar.
@ada > annlouise; nora, roger | w25 mon 09:40 | attach:lease-points.txt
Hej igen! Vi tycker mycket om lokalen. Sex punkter bifogas, den viktigaste är ventilationen, som enligt Nora låter som en färja. Med den åtgärdad skriver vi gärna på tre år.
@annlouise > ada; nora, roger | w24 thu 14:05 |
Hyran kan jag sänka till 2 050 om ni tar fem år. Ventilationen bekostar vi. Golvet i index är standard hos oss, där har jag tyvärr inget att ge.
@roger > ada, annlouise; nora | w24 thu 14:12 |
Det är inte en färja, det är fläktremmen. Byter på måndag. /Roger
@ada > annlouise; nora | w23 tue 11:00 |
Fyra år och 2 100, så är vi överens innan kaffet kallnar?
@annlouise > ada; nora | w23 wed 09:05 |
Överens. Avtal kommer för signering i veckan. Vad roligt att få in er i huset!
@nora > ada, roger | w9 mon 08:30 |
Första morgonen! Det är knäpptyst, fönstren är lika fina som jag mindes, och någon har ställt en cykelpump i entrén med rosett på. Roger, var det du?
@roger > nora, ada | w9 mon 08:41 |
Kan inte kommenteras. /Roger
`;
