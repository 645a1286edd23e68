/** Short threads with colleagues, suppliers and advisers. */
export const workShorts = `
## in-1: Kettle
@nora > ada; tobias | w51 thu 08:10 |
It's happened. The kettle is dead.
@tobias > nora, ada | w51 thu 08:12 |
Time of death?
@nora > tobias, ada | w51 thu 08:12 |
07:58. It was boiling for Ada.
@ada > nora, tobias | w51 thu 08:40 |
Buy the good one, I'll sign anything.

## in-2: The blue spreadsheet
@maud > ada, etienne | w50 wed 10:00 |
Who has put the holiday list into the blue spreadsheet? It now adds our holidays to the revenue.
@etienne > maud, ada | w50 wed 10:20 |
At last, an honest forecast.

## in-3: Train, again
@etienne > ada | w49 wed 19:30 |
I write to you from a field near Le Creusot. The train is resting.
@ada > etienne | w49 wed 19:34 |
Is there wine?
@etienne > ada | w49 wed 20:50 |
There was.

## in-4: Year plan, one page
@ada > etienne, nora, tobias, maud | w48 fri 15:00 |
One page for next year. Three lines matter: fewer clients, longer; nobody works two weekends running; we say no faster.
@etienne > ada, nora, tobias, maud | w48 fri 16:12 |
I'd add a fourth: we invoice before the client has forgotten us.
@maud > etienne, ada, nora, tobias | w48 fri 16:20 |
Amen.

## in-5: Fire drill Thursday
@maud > ada, etienne, nora, tobias | w40 tue 11:00 |
In Lyon we go down by the back stairs. In Gothenburg you follow the man from the landlord, whoever this is.
@nora > maud, ada | w40 thu 10:31 |
We followed him. He was lost. We have met the neighbours.

## in-6: Podcast people
@tobias > ada | w31 mon 10:10 |
Some podcast called Long Table wants you again. They ask whether the kettle could make a sound.
@ada > tobias | w31 mon 10:30 |
No and no. Well, no and maybe.

## in-7: Expenses
@maud > ada | w26 wed 09:00 |
You have claimed one bell, 40 pounds. Please explain.
@ada > maud | w26 wed 09:20 |
It's a very small bell, from Pellworth's. For when Étienne talks too long.
@maud > ada | w26 wed 09:22 |
Approved. Order two.

## in-8: My first solo workshop
@priyaw > ada | w20 fri 17:45 |
It went ok? I think? They argued with each other and not with me. Is that ok?
@ada > priyaw | w20 fri 18:02 |
That's the whole art. Have a glass of something.
@nora > priyaw; ada | w20 fri 18:20 |
She's being modest, the saddler hugged her.

## in-9: Model for Norrskog
@nora > ada | w27 fri 15:10 |
Two versions in the folder. In the first the interest rate hurts, in the second it hurts later.
@ada > nora | w27 fri 16:00 |
Take the first one. And round everything, you can't forecast doors to the krona.

## in-10: Away day notes
@priyaw > ada, etienne, nora, tobias, maud | w12 wed 09:00 |
Typed from the flip charts, spelling as found: "less slides", "more visits", "Étienne = duck", "charge for travel???", "Wednesday = no meetings".
@etienne > priyaw, ada, nora, tobias, maud | w12 wed 09:30 |
I contest the third point.
@tobias > priyaw, ada, etienne, nora, maud | w12 thu 08:00 |
Wednesdays are already sacred to Elsa and Clause 31.
@ada > priyaw, etienne, nora, tobias, maud | w12 thu 08:30 |
Adopted, all five, in particular the third.

## in-11: Invoice run
@maud > ada, etienne | w4 fri 14:00 |
Eleven invoices out, two waiting for your hours. I name no names but one of you is Swedish.
@ada > maud; etienne | w4 fri 15:40 |
Hours in. Mea culpa.
@maud > ada | w4 fri 15:42 |
Ego te absolvo, see you Monday.

## in-12: Who takes Halden?
@nora > ada; priyaw, tobias | w3 fri 10:00 |
The university asks for a guest lecture, two hours, on why daughters do better. I'd faint. Priya?
@priyaw > nora, ada; tobias | w3 fri 10:15 |
Me! Me. I mean, if nobody else wants to.
@ada > priyaw, nora; tobias | w3 fri 10:30 |
It's yours. I'll carry the books.

## in-13: Harbourline board seat
@ada > etienne | w2 wed 09:00 |
Ben has offered me a board seat. It'd mean giving up 60k of fees a year from them. I want it and I feel guilty.
@etienne > ada | w2 wed 13:30 |
Want it without guilt. We could move the work to Ruben's shop and keep the friendship. But ask Helena about the conflict first.
@ada > etienne | w2 wed 13:45 |
Asking her today. You're a good man on Wednesdays.

## in-14: Client dinner list
@maud > ada; etienne | d2 10:30 | unread
I have 34 names and 30 chairs. Do we lose four, or do we sit closer? Also: does Mr Hexley count as a client now?

## in-15: Laptop
@priyaw > ada | h7 | unread
Mine just went black in the middle of the Silverbirch report. Sanjay says an hour. I'm on paper, like a monk.

## qu-1: Seat on a client's board
@ada > helena | w2 wed 15:00 |
Dear Helena, Harbourline have offered me a board seat. What would I have to stop doing, and by when?
@helena > ada; rashid | w2 fri 12:20 |
Dear Ada,
Stop advising them for a fee before you accept, tell your insurer, and do not sit on anything touching your old advice for twelve months. Rashid will send a short note.
Helena
@rashid > ada; helena | w1 tue 17:30 |
Dear Ada,
Note attached to the portal, two pages. The only wrinkle is the electric truck paper: you wrote it, so you'd leave the room. Please let me know if you'd like me to draft the letter to your insurer.
Kind regards
Rashid

## qu-2: Standard terms
@rashid > ada | w42 thu 11:00 |
Dear Ada, your terms cap liability at "the fee or the kettle". I assume the second limb is a joke?
@ada > rashid; helena | w42 thu 11:30 |
It was a test to see who reads them. You win a kettle.
@helena > ada; rashid | w42 thu 12:00 |
He has read them all. It frightens the rest of us.

## qu-3: Shareholders' agreement, Österglas
@helena > ada; ingrid | w17 wed 10:15 |
Clean draft on the portal. Clause 9 (furnace) is the shortest I have ever written and my favourite.
@ingrid > helena; ada | w17 wed 11:00 |
I read it aloud to the furnace. It approves.

## mf-1: Year end
@peterm > ada; maud | w46 mon 09:30 |
Dear Ada,
Fieldwork starts on the 14th. Last year the stationery cupboard held a cat. Could we have a room without?
Peter
@maud > peterm; ada | w46 mon 10:00 |
It was a visiting cat. You will have the room with the window.
@peterm > maud, ada | w43 thu 16:45 |
All done, no adjustments, one hair. My compliments.

## mf-2: French VAT
@yasmin > ada; etienne | w37 wed 15:15 |
Hi both! If Étienne invoices Gothenburg for Maud, please stop. It goes round in a circle and pays tax on each lap.
@etienne > yasmin; ada | w37 wed 15:50 |
I thought it was elegant.
@yasmin > etienne, ada | w37 wed 15:55 |
It's a roundabout.

## mf-3: Second set of questions
@yasmin > ada | d3 10:05 | unread
Hi Ada! Three quick ones before I can file: who owns the duck (gift or asset?), how many nights were you in Lyon, and is Priya's start date the 1st or the 2nd? I need them by the weekend, sorry.

## bk-1: Review of facilities
@douglas > ada | w44 tue 11:00 |
Dear Ada, annual review time. May I tempt you to a small overdraft you'll not use?
@ada > douglas | w44 tue 12:00 |
You tempt me every year, Douglas. No thank you, and how are the dahlias?
@douglas > ada | w44 tue 12:10 |
Earwigs. I'd rather not speak of it.

## bk-2: Dovetail introduction
@ada > douglas, leena | w12 mon 11:00 |
Douglas, meet Leena, who is buying a workshop she already runs. Leena, Douglas lends money to people who count their screws.
@leena > douglas; ada | w12 mon 13:20 |
Hi Douglas! 41,320 screws at the last count.
@douglas > leena; ada | w12 mon 15:00 |
Then I believe we shall get along. Might you send three years of accounts and a telephone number?

## rk-1: Password reset
@sanjay > ada | w47 tue 08:30 |
Hi Ada, you've locked yourself out again. Fourth time this quarter. There's a trophy.
@ada > sanjay | w47 tue 08:50 |
What does it look like?
@sanjay > ada | w47 tue 08:51 |
It's behind a password.

## rk-2: Renewal of support
@kit > ada; maud | w33 tue 14:00 |
Hi Ada, renewal's up! Same price, plus I've thrown in the phone cover. Anything you'd change?
@ada > kit; maud, sanjay | w33 tue 15:20 |
Only that Sanjay may never leave.
@kit > ada; maud | w33 tue 15:22 |
It's in his contract in blood.

## rk-3: Odd login
@sanjay > ada; nora | w10 thu 21:40 |
Somebody just tried your account from a country you're not in. Blocked. Was it you, on holiday, lying to me?
@ada > sanjay | w10 thu 21:44 |
Not me, I'm on my sofa with flu.
@sanjay > ada; nora | w10 thu 21:50 |
Then all's well, keys rotated. Drink something hot.

## cl-1: New name plate
@imogen > ada | w22 wed 12:00 |
Three versions for the new door. Rafe likes the one where the & is missing, so do I, it's braver.
@ada > imogen, rafe; etienne | w22 wed 17:00 |
We never had an & to begin with!
@rafe > ada, imogen; etienne | w22 wed 17:04 |
that's what makes it so brave

## cl-2: Website words
@imogen > ada; rafe | w13 tue 10:30 |
Your website says "bespoke" nine times. May I shoot it?
@ada > imogen; rafe | w13 tue 10:45 |
Shoot. I blame Étienne.
@etienne > imogen, ada; rafe | w13 tue 11:10 |
I deny it, in a bespoke manner.

## cl-3: Photo, not from a wedding
@rafe > ada | w29 thu 15:15 |
got 40 frames, you blink in 31. number 17 is the one
@ada > rafe | w29 thu 16:00 |
I look like I'm about to say no to somebody.
@rafe > ada | w29 thu 16:01 |
exactly. that's the brand

## mb-1: Books that don't exist yet
@cordelia > ada | w40 mon 12:00 |
Dear Ada, has anybody asked you for a book? I'd like to be first. Small, wise, 150 pages, no diagrams.
@ada > cordelia | w40 wed 21:00 |
Nobody ever has. I'd have to write it on Sundays and I'm told I have none.
@cordelia > ada | w40 thu 09:30 |
All the best ones are written by people with no Sundays.

## mb-2: Sample chapter
@cordelia > ada; felix | w21 thu 10:00 |
We've both read the shed chapter. Felix laughed on a bus. More?
@felix > ada; cordelia | w21 thu 10:10 |
I did. A lady moved seats.
@ada > cordelia, felix | w21 thu 20:00 |
Then I'll look for some Sundays.

## mb-3: Contract
@felix > ada; cordelia | w6 mon 15:40 |
Ada, the contract's in the post. Small advance, decent royalty, Swedish rights stay with you since you'll want to argue over the translation yourself.
@ada > felix; cordelia | w6 tue 09:00 |
You know me too well. Helena will want to look at it, she reads everything, even cereal.
@felix > ada; cordelia | d8 14:30 |
Has Helena finished with it? The catalogue closes soon and I'd love to put you on page four. Just a yes or a not-yet would do.

## un-1: Guest lecture
@amal > ada | w41 thu 13:30 |
Dear Ada, my students have read your case on the ferry company and they don't believe the moped. Would you come and swear to it?
@ada > amal | w41 thu 18:00 |
Under oath if need be. Two dates in the calendar, pick one.
@amal > ada | w40 fri 10:00 |
The second, room C3. They'll be merciless, it is wonderful.

## un-2: Thesis interview
@jack > ada; amal | w25 wed 16:20 |
Hi Ms Lindqvist! I'm writing my thesis on who gets the keys in family firms. Could I have 30 mins? I've read everything, I even found the podcast (love the kettle)
@ada > jack; amal | w25 thu 08:00 |
Of course, Jack. Friday at three by video. Bring a question you're afraid to ask.
@jack > ada | w25 fri 16:10 |
Thank you so much, I asked it and survived!! Will send the transcript
@jack > ada; amal | w3 tue 23:50 |
I got a distinction!!! The keys chapter was the one they liked. You're in the thanks, next to my nan.
@ada > jack; amal | w3 wed 07:30 |
There's no better place to be. Well done, Jack.

## ct-1: Cover for the new office
@joan > ada; maud | w11 tue 10:00 |
Dear Ada, the new address adds 40 a year, mostly because of the lift. Any valuables besides people?
@ada > joan; maud | w11 tue 10:30 |
A kettle, a bell, two bicycles and a duck.
@joan > ada; maud | w11 tue 10:50 |
I shall put "sundries".

## ok-1: Opening party food
@ada > wendy; maud | w10 tue 09:00 |
Wendy, would you cross the North Sea for sixty people? We'd like your fish pie at the office opening.
@wendy > ada; maud | w10 tue 19:10 |
For you pet, yes. Need an oven, a ferry for the van and somebody strong
@ada > wendy; maud | w10 wed 08:15 |
Lars has a ferry. Roger is strong.
@wendy > ada; maud | w7 sun 20:20 |
All home safe. Tell that Roger he can carry my trays any time. x

## ru-1: Mandate you might like
@ruben > ada | w39 wed 09:45 |
Ada, a cheese family in Jura rang me. I don't do cows or French. Yours? I believe you know them already.
@ada > ruben | w39 wed 10:15 |
I do, they're sorted, it was a happy one. But thank you for thinking of me, I owe you one with no cows.
@ruben > ada | w39 wed 10:20 |
No goats either.

## ru-2: Harbourline
@ada > ruben | w1 mon 10:00 |
Ruben, in confidence: would you have room for a freight client with charming people and dull trucks? I may have to step out of it for a board seat.
@ruben > ada | w1 mon 16:30 |
For charming people, always. Conflict check's clean from here. When would they want to meet, and should I learn about trucks?

## ag-1: A chair for Tidewell
@agnes > ada | w29 tue 11:11 |
Dear Ada, I hear that Tidewell may need a chair. I would not presume. I am presuming a little.
@ada > agnes | w29 tue 14:00 |
Presume away. Gareth will ask you how you'd run a bad meeting; I would tell him about Bergen.
@agnes > ada | w23 mon 17:00 |
I told him about Bergen. I start on the first. Thank you, truly.

## ag-2: Tidewell board, Thursday
@agnes > ada; gareth | d4 13:15 | unread
Dear Ada, before Thursday: is Sunita content with the bonus proposal, or merely polite? I cannot tell from the papers. A frank line by Wednesday would help me a great deal.

## fk-1: Old colleagues
@farouk > ada | w36 sat 11:00 |
Ada! Found a photo of us in the Leeds office with that terrible carpet. You have a fringe. I'm keeping it as leverage.
@ada > farouk | w36 sat 19:00 |
Name your price.
@farouk > ada | w36 sat 19:05 |
Dinner, and you tell me how you got out of the big firm with your soul.

## fk-2: I did it
@farouk > ada | w19 fri 18:00 |
Handed in my notice. Thirty-one days left. What have I done.
@ada > farouk | w19 fri 18:12 |
The right thing, at about the right time. Week one: sleep. Week two: tell ten people what you'd like to do. I'm number one, go.
@farouk > ada | w19 sun 21:00 |
I'd like to help garages. Family garages. Don't laugh.
@ada > farouk | w19 sun 21:10 |
I'm not laughing, I know four.

## ca-1: Hello from the audience
@callum > ada | w12 sat 10:20 |
Hi Ada, I was in row 12 in Lisbon. My dad runs a boatyard and hasn't spoken to my uncle since the slipway business. The second dull meeting undid me. Just wanted to say it.
@ada > callum | w11 tue 20:00 |
Dear Callum, that means more than the scores. If you ever want to talk about the slipway, no bill, I'm here.
@callum > ada | w10 sat 12:00 |
I gave Dad your three questions. He answered one. That's one more than in nine years.

## ca-2: Slipway, chapter two
@callum > ada | d10 19:40 | starred
Uncle Ewan came to the yard. They looked at the slipway for an hour and talked about paint. Dad wants to know what you'd charge for a day, he's asking for real this time. What should I tell him?

## de-1: Un café à Lyon
@delphine > ada | w32 fri 16:00 |
Salut Ada ! Étienne dit que tu descends plus souvent. Un café, un vrai, sans ordinateur ?
@ada > delphine | w32 sat 09:00 |
Avec joie. Jeudi, place Sathonay, huit heures et demie ?
@delphine > ada | w32 sat 09:15 |
Parfait, je serai celle qui a l'air en retard.

## de-2: Traduction
@delphine > ada | w14 fri 11:10 |
Ton discours en français, relu. J'ai retiré trois "challenges" et un "impacter". De rien.
@ada > delphine | w14 fri 12:30 |
Tu sauves ma réputation, ou ce qu'il en reste.

## hn-1: Your fee
@ada > hilary | w31 fri 09:00 |
Hilary, your invoice for the Pellworths is too small, I can't put that before Maureen with a straight face.
@hilary > ada | w31 fri 12:00 |
I charge by the argument and they only had two.

## kp-1: Skylten
@annlouise > ada; roger | w8 mon 09:00 |
Hej Ada, skylten på fasaden behöver bygglov om den är större än en halv kvadratmeter. Er är 0,52.
@ada > annlouise; roger | w8 mon 09:30 |
Vi slipar kanten.
@roger > ada, annlouise | w8 tue 15:00 |
0,49. /Roger

## kp-2: Element rum 3
@nora > roger; ada | w2 thu 08:20 |
Hej Roger, elementet i rum 3 knackar morse. Priya säger att det betyder hjälp.
@roger > nora, ada | w2 thu 09:00 |
Luft i systemet. Kommer 13. Svara det inte under tiden. /Roger

## fl-1: Case story
@sigrid > ada; mads | w31 wed 11:00 |
Hi Ada, marketing wants a customer story on Tidewell. Can it include minus 1.3 million?
@ada > sigrid; mads, gareth | w31 wed 12:00 |
Only with the hat.
@gareth > sigrid, ada; mads | w31 wed 13:00 |
I'll allow both, if Dom gets the last word.

## fl-2: New colleague, new number
@mads > ada | w20 thu 15:00 |
Hei Ada, I'm moving to the Bergen office, so fewer ferries to Bristol. Sigrid takes over. It was an honour to be shouted at so politely.
@ada > mads | w20 thu 16:20 |
Mads! I never shouted, I wrote in short sentences. Good luck in the rain.

## sq-1: Video
@jonty > ada | w10 wed 14:00 |
video's up, 11k views, top comment is "my uncle to the LIFE"
@ada > jonty | w10 wed 16:00 |
I shall deny I have an uncle.
@marisol > ada; jonty | w10 thu 09:00 |
Eleven thousand! Next year: the closing keynote? Don't answer now, answer when you've slept.

## sq-2: Closing keynote
@marisol > ada | d9 17:00 | unread
Ada querida, have you slept? The programme goes to print at the end of next week and there's an Ada-shaped hole on day two. What do I write there?
`;
