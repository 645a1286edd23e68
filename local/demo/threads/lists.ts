/** Two mailing lists with several writers each: advisers (English) and a choir (Swedish). */
export const listThreads = `
## l-adv-1 [advisers]: Loan from the parent: interest or none?
@ruben | w50 tue 10:00 |
Colleagues, a retiring father lends the purchase price to his daughter. Do you write in interest? He refuses, she insists.
@hilary | w50 tue 11:30 |
Write in a small one. Gifts disguised as loans come up at funerals.
@peterm | w50 tue 12:10 |
What Hilary says, and the tax office reads wills as well.
@ada | w50 tue 14:00 |
I have used the price of a good dinner per month. It's interest, and they have to eat it together.
@rashid | w50 tue 14:20 |
Stealing this.

## l-adv-2 [advisers]: Reading on second marriages and shares
@amal | w46 wed 09:00 |
Dear all, could anyone point me to cases where a second spouse inherits votes? Published ones preferably.
@agnes | w46 wed 10:40 |
Norwegian Supreme Court, the sawmill case. I can send my notes, which are angrier than the judgment.
@amal | w46 wed 11:00 |
Angry notes are the best sort, yes please.

## l-adv-3 [advisers]: What do you say when they cry?
@rashid | w39 mon 20:15 |
New to this. Client wept in a meeting last week and I offered him a biscuit. Was that right?
@hilary | w39 mon 20:40 |
It depends on the biscuit.
@ruben | w39 tue 08:00 |
I say "take your time" and then I actually shut up. The second part took me eleven years.
@ada | w39 tue 08:30 |
I look at the table. People can cry at tables, it's harder at faces.
@helena | w39 tue 09:10 |
Solicitors are issued with tissues on qualification.

## l-adv-4 [advisers]: Meeting in York, who is coming?
@hilary | w34 wed 12:00 |
Annual meeting, upstairs at Alder & Wren, two o'clock till the wine stops. Hands up?
@ruben | w34 wed 12:05 |
Up.
@peterm | w34 wed 13:00 |
Up, though I must leave at five.
@ada | w34 wed 13:20 |
Up, on the early train from London.
@amal | w34 thu 09:00 |
Up! Bringing two students who'll sit quietly.

## l-adv-5 [advisers]: Fees, again
@farouk | w13 tue 09:30 |
How do you all price a first conversation? I seem to give away my best hour.
@agnes | w13 tue 10:00 |
Free if they came through a friend. Otherwise I charge, so that they listen.
@ruben | w13 tue 10:30 |
I bill the second conversation double and call it even.

## l-adv-6 [advisers]: The cousin problem
@ruben | w21 fri 14:00 |
Third generation, fourteen cousins, one works there, thirteen have opinions. Has anybody got a cousins' meeting to run well?
@ada | w21 fri 16:00 |
Twice. Feed them first, give each exactly one question in writing, and let the youngest chair.
@hilary | w21 fri 16:40 |
Letting the youngest chair is genius, they're the only ones nobody's cross with.
@ruben | w20 mon 17:30 |
Youngest chaired (she is 19). Done in two hours. The thirteen went home happy!

## l-adv-7 [advisers]: Standard letter for a conflict of interest
@rashid | w14 tue 11:00 |
Happy to share a template, stripped of names, if it helps the smaller firms here.
@farouk | w14 tue 11:10 |
It helps, yes please!
@yasmin | w14 tue 12:00 |
+1 from tax, where we're conflicted by breakfast.

## l-adv-8 [advisers]: A good chairwoman for a foundry?
@hilary | w8 mon 10:00 |
Two brothers, one dog, a valve line. They need an outside chair who doesn't scare easily.
@agnes | w8 mon 10:30 |
I've just taken a seat, otherwise I'd leap. Try Morag Sinclair, she has faced 214 members over a turbine.
@ada | w8 mon 10:45 |
Seconded, I was in the hall.

## l-adv-9 [advisers]: Is anyone using AI for minutes?
@peterm | w3 tue 09:00 |
A client's board asked. My instinct is no, my instinct is also 61 years old.
@ruben | w3 tue 09:40 |
Tried it. It minuted a sneeze as a resolution.
@farouk | w3 tue 10:00 |
Mine was carried unanimously.
@amal | w3 tue 12:00 |
There's one decent study so far, small sample. Short answer: fine for lists, poor for tone.
@ada | w3 tue 18:00 |
In a family meeting, tone is the minutes.

## l-adv-10 [advisers]: Next reading group
@amal | d5 09:00 |
We said Buddenbrooks. It's long. Does anyone object to only the first four parts?
@hilary | d5 09:30 |
I object to stopping.
@ruben | d4 08:00 |
Four parts. Some of us have clients.

## l-kor-1 [choir]: Repetition tisdag
@greta | w51 mon 18:00 |
Hej alla! Tisdag 18.30, Alfvén och det där stycket med alla korsförtecken. Bo ordnar fika.
@bo | w51 mon 18:30 |
Kanelbullar. Någon glutenfri?
@lisbeth | w51 mon 19:00 |
Jag, tack snälla!

## l-kor-2 [choir]: Körresa till Åland
@greta | w43 sun 17:00 |
Vi har fått kyrkan i Eckerö en lördagskväll. Hur många följer med? Färjan tar gruppbokning till fredag.
@wilma | w43 sun 17:20 |
Jag!
@kerstin | w43 sun 17:30 |
Jag och dragspelet. Nej, bara jag.
@ada | w43 sun 20:00 |
Jag, och Samir som publik.
@bo | w42 mon 07:00 |
Jag sjunger hellre på land men okej.

## l-kor-3 [choir]: Kvarglömt
@lisbeth | w35 wed 09:00 |
En grå halsduk, en termos och en tand (mjölk) låg kvar i lokalen. Ägare?
@ada | w35 wed 09:30 |
Tanden är vår. Förlåt.
@bo | w35 wed 09:45 |
Termosen min. Tanden får ni behålla.

## l-kor-4 [choir]: Konserten
@greta | w24 wed 20:00 | attach:korschema.txt
Schema för kvällen bifogas. Svart, inga klackar, det ekar. Andra altarna: titta på mig i takt 40, snälla.
@lisbeth | w24 wed 20:30 |
Vi lovar att titta. Vi lovar inte att komma in rätt.
@greta | w24 fri 08:00 |
Ni kom in rätt! Jag grät i takt 41. Tack allihop.

## l-kor-5 [choir]: Ny bas sökes
@bo | w15 mon 12:00 |
Vi är två basar och en förkylning. Känner någon en tredje?
@ada | w15 mon 13:00 |
Vår vaktmästare på nya kontoret har rösten. Jag frågar Roger.
@kerstin | w15 mon 13:10 |
Säg att det finns bullar!

## l-kor-6 [choir]: Roger
@bo | w7 tue 21:30 |
Han kom, han sjöng, glasen skallrade. Tack Ada!
@greta | w7 tue 21:40 |
Äntligen en grund att stå på.
@wilma | w7 wed 08:00 |
Han lagade notstället också. Och dörren.

## l-kor-7 [choir]: Tre förfrågningar
@greta | w1 tue 19:00 |
Tre ställen vill ha oss samma kväll. Äldreboendet, biblioteket, kajen. Vi hinner två. Rösta!
@wilma | w1 tue 19:10 |
Äldreboendet och kajen.
@lisbeth | w1 tue 19:15 |
Samma som Wilma.
@ada | w1 tue 22:00 |
Äldreboendet först, mamma kommer att sitta på första raden.
@bo | w1 wed 07:00 |
Kajen är kall men soppan varm. Ja.
`;
