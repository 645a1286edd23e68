/** Long threads with clients, in the form that script.ts reads. */
export const clientPlots = `
## hexley: Hexley pricing work, proposal
@tamsin > ada; graham | w49 tue 09:12 |
Dear Ada,

Good to meet you at the Cambridge dinner. As I said over the terrible pudding, our margins have slid three years running and nobody in the building can tell me why.

Could you send an outline of how you would go about it? Eight pages at most, please. Graham reads on paper and gets cross.

Tamsin
@ada | w49 thu 16:40 | attach:hexley-margins.csv
Dear Tamsin, dear Graham,

Six pages, plus the little table your team sent me so we are looking at the same numbers.

The short version: I think the service kits are fine and the repairs are quietly eating everything else. Repairs are priced as they were when Graham's father signed the list. Eight weeks, two of us, a fixed fee.

Best,
Ada
@graham > ada; tamsin | w48 mon 07:55 |
Ms Lindqvist. Read it on the train. My father's price list is framed in the lobby so you have found our weak spot. The fee made me swallow. Talk to Tamsin about phasing. GH
@ada | w48 mon 10:20 |
A framed price list is the best thing I have heard this month.

Phasing is easy: repairs first (three weeks), then you decide whether the rest is worth it. Shall I rewrite page five that way?
@tamsin > ada; graham | w48 wed 13:31 |
Yes please. Also, you should know we have asked one other firm. Only fair to say so. Decision by the end of next week.
@ada | w48 fri 11:05 |
Thank you for being straight about it. New page five attached in the shared folder, everything else is as it was. I am around all week if a question comes up.
@tamsin > ada | w47 thu 17:48 |
Ada,

I wanted to ring but it is late. We went the other way. Graham was taken with the idea of a firm that has already done instruments, and they came in a good deal under you. For what it's worth I argued for your repairs-first plan, and I will probably steal it.

Sorry. You deserved a quicker no.
@ada > tamsin | w47 fri 09:02 |
Tamsin, thank you for writing it yourself, most people send nothing at all.

Steal away. If you do, begin with the calibration jobs under two hours; that is where I would bet the money is leaking. And I mean this: if it stalls, ring me. No victory lap.
@tamsin > ada | w20 tue 18:20 |
You may have your victory lap after all. The other lot produced 140 slides and a workshop with Lego.

We did the under-two-hours thing ourselves and repairs made money for the first time since the lobby was painted. No project in it for you this year I'm afraid, the board has gone off consultants, but I owe you lunch.
@ada > tamsin | w20 wed 08:44 | starred
Lego! I will take the lunch. Cambridge, somewhere with a better pudding.

## ferrum-renewal: Second year
@ada > stan; denise | w27 mon 10:00 | attach:ferrum-scope.txt
Stan,

Our first year is up in six weeks. I'd like to carry on and I hope you would. One page attached with what I think year two is for: less firefighting, more pricing, and someone to hold the fort when Denise is buried in the audit.

Same rate plus four per cent.
@stan | w27 tue 06:31 |
Morning Ada. Four percent? My steel supplier asked for that and I threw him out the yard.
Happy with the work. Not happy with the number.
Stan
@ada | w27 tue 12:15 |
Did you throw him out before or after signing?

Seriously: last year had eleven site days in it that we agreed as four. I am not billing those, I am just noticing them.
@denise > ada; stan | w27 wed 15:09 |
For the record I counted thirteen. Stan does not know I am telling you this.
@stan > denise, ada | w27 wed 15:26 |
Stan is on copy Denise.
@ada | w26 mon 09:30 |
I have not laughed so much at my desk in weeks. Proposal: two per cent, and six site days written down, and a seventh costs you a bacon roll each.
@stan > ada; denise | w26 thu 07:02 |
Two and a half days' thought and Marje says I am being daft. Two percent, six days, rolls on me. Send the paper. But I want you at the March, sorry, the big quarterly one in person, not on a screen, the lads don't listen to a screen
@ada | w26 thu 09:18 |
Paper on its way from Maud today. In person it is, and tell the lads I remember who laughed at my shoes.
@denise > ada; maud | w25 tue 11:44 |
Signed copy in the post and a scan in your portal. PO number is FT-7781, please please put it on the invoice this time.
@maud > denise; ada | w25 tue 14:03 |
Noted, Denise. FT-7781 is now written on a sticker on my screen.
@stan > ada | d5 17:12 | unread
Ada
New tooling line quote came in at 212k. Bank says yes to 150. Before I do something silly can you tell me if leasing the rest is mad? Need to answer the Germans by the end of next week.
Stan

## saltmarsh-invoice: Invoice LR-2231
@colin > ada | w31 mon 11:20 |
Good morning,
We are in receipt of your invoice LR-2231. This has been placed on hold as no goods receipt exists. Please provide proof of delivery.
Regards
Purchase Ledger
@ada > colin; maud | w31 mon 13:02 |
Good afternoon,

There are no goods, I'm afraid. It is for three days of workshops, which were delivered in the sense that I stood there and talked. Fiona Brackley was in the room. What can I send that your system would accept?
@colin > ada; maud | w31 wed 11:21 |
Good morning,
The system requires a goods receipt. Without this the invoice will remain on hold.
Regards
Purchase Ledger
@maud > colin; ada | w30 tue 10:10 |
Dear Purchase Ledger,

May I ask your name? I would so like to write to a person.

I enclose a statement. You will see that LR-2210 and LR-2224, which are for exactly the same sort of work, were paid within nine days.

Maud Gilbert
@colin > maud; ada | w29 mon 09:15 |
My name is Colin. Those ones were under the 5k limit so nobody looked. I don't make the rules, I only started in the last intake and I would like to keep the job.
@ada > fiona; maud | w28 thu 16:33 | fwd, attach:saltmarsh-statement.csv
Fiona, I hate to bother you with this. LR-2231 has been stuck for a month because a workshop cannot be signed for at a loading bay. Colin is being perfectly polite and has no way out. Could somebody with a pen help him?
@fiona > ada; colin, maud | w28 fri 08:05 |
Oh for heaven's sake. Colin, this isn't on you. I have just walked to goods-in and signed for "1 x Ada, undamaged". Book it.
F
@colin > fiona, ada; maud | w28 fri 09:40 |
Booked. Payment run is Tuesday. Thank you and sorry for the trouble.
Colin
@maud > colin; ada | w27 wed 10:31 |
Arrived this morning, Colin, every penny. If you are ever in Lyon I will buy you a coffee and sign for it.
@colin > maud; ada | w27 wed 10:58 |
:-)

## larkfield-mishap: URGENT - file sent in error
@ruth > ada; simonl | w18 wed 14:15 |
Ada,

At 14:02 one of our managers sent you a workbook called Rota analysis. The second tab holds staff sickness records with names. It should never have left us. Please do not open it, and tell me who else on your side has it.

Ruth
@ada > ruth; simonl | w18 wed 14:29 |
Ruth, I have it and so does Nora, nobody else. I opened the first tab at 14:05 and closed it. Neither of us has seen the second. We are not touching it until Simon tells us what he wants.
@simonl > ada; ruth, nora | w18 wed 14:31 | attach:timeline.txt
Ada, thank you for the speed. Please (1) do not forward or download, (2) delete from inbox and bin, (3) confirm in writing that backups or sync folders do not hold a copy. I have begun a timeline, attached, and would like your times on it.
@nora > simonl; ruth, ada | w18 wed 15:20 |
Hi Simon,
Mine was still unread. Deleted from the mail, the bin and the phone. The laptop sync runs at four, so I switched it off before it could fetch anything. Happy to be asked about any of it.
Nora
@ada > simonl; ruth, nora | w18 wed 16:40 |
Same here, and I asked Sanjay at our IT people to purge the server copy. He has confirmed at 16:38 and will put it on letterhead for you tomorrow.
@ruth > ada; simonl, nora | w18 wed 18:02 |
Thank you both. I am breathing again. The manager in question is in pieces; she was trying to be helpful and get you the data early. She is not going to be hung out to dry for it.
@ada > ruth | w18 thu 08:30 |
Please tell her from me that it could have been any of us, I once sent a salary list to a printer in a hotel lobby.

When it has calmed down, shall we agree one place where files go, so nobody has to think about it again?
@simonl > ruth, ada | w17 tue 10:12 |
Assessment done: not reportable, twenty-six minutes of exposure, two trained recipients, deletion evidenced. Recorded in our register. I have three small recommendations, all of which involve fewer spreadsheets.
@ruth > ada; simonl | w17 tue 10:30 |
Amen to number three. And yes to one place for files. Can your IT people talk to ours next week?
@ada > ruth; simonl, sanjay | w17 tue 11:15 |
Sanjay, meet Ruth and Simon. They'd like a boring, safe, single folder. You are the most boring and safe person I know (compliment).
@sanjay > ada, ruth; simonl | w17 tue 11:52 |
Framing that. Ruth, Simon, I have slots Thursday 10-12, will send a link.

## tidewell-golive: Go-live weekend
@gareth > ada, sigrid; sunita, dom | w41 mon 08:10 |
All,
Five days to go. Is anyone going to tell me we should not do this? Last chance to be brave.
Gareth
@sigrid > gareth, ada; sunita, dom | w41 mon 09:25 |
Hi Gareth, from Fjordlight's side the dress rehearsal passed 41 of 43 checks, and the two that failed are label printers. We are confident. Mads will be with you on site from Friday lunch.
@dom > sigrid, gareth, ada; sunita | w41 mon 12:40 |
the label printers are how things leave the building tho
@ada > gareth; sigrid, sunita, dom | w41 mon 13:10 |
Dom's right. I would go, but only if somebody proves by Thursday noon that ten real pallets can be labelled. If they can't, we postpone two weeks and nobody loses face.
@mads > ada, gareth; sigrid, sunita, dom | w41 thu 11:48 |
Ten pallets done at 11:31. It was a driver from the printer maker, ancient one. Dom took a photo of pallet ten wearing his hat.
@gareth > ada, sigrid, mads; sunita, dom | w41 thu 12:02 |
Then we go. Hats on.
@sunita > ada; gareth | w40 mon 07:15 |
Ada,

It is 7 and I am looking at a stock value of minus 1.3 million. I assume we don't owe the world some pumps. Are you awake?
@ada > sunita; gareth, sigrid, mads | w40 mon 07:22 |
Awake. Don't post anything. Sigrid, Mads: it smells like the opening balances came in twice with the sign flipped, bays B and C look mirrored to me.
@mads > ada, sunita; gareth, sigrid | w40 mon 08:50 | attach:stock-count.csv
You smell well. Import ran twice, second time as a correction. I have reversed it and we counted five bays by hand, see file. B7 is a true difference, fifteen pumps the old system believed in and which nobody has seen.
@dom > mads, ada, sunita; gareth, sigrid | w40 mon 09:05 |
B7 has been a ghost since the flood. everyone knows about B7
@sunita > dom, ada; gareth, mads, sigrid | w40 mon 09:11 |
I did not know about B7, Dom.
@gareth > ada | w40 fri 17:30 |
First full week shipped, two days late on one order, nobody cried except me, briefly. Thank you for Thursday noon. That was the decision that mattered.

## pellworth-brothers: Arthur's email
@george > ada | w36 mon 08:02 |
Dear Ada,
My brother has written to the whole foundry, including apprentices, to say the new casting line is "George's folly". I'd be obliged if you did not discuss the line with him until we have spoken.
George Pellworth
@arthur > ada | w36 mon 08:40 |
Ada, you'll have heard from George. I said folly because it is one. We cast bells. He wants to cast valve bodies for oil people and borrow 3 million to do it. Father's hardly cold.
Arthur (and Bosun, who agrees)
@ada > george, arthur | w36 mon 12:30 |
George, Arthur,

I work for the company, so I will only write to the two of you together. I am not going to carry messages.

You are both worried about the same thing, which is whether there will be a foundry in fifteen years. May I come up on Thursday, and may we walk round the works rather than sit in the boardroom under your grandfather?
@george > ada, arthur | w36 tue 09:00 |
Thursday suits. I should say that I regret nothing.
@arthur > ada, george | w36 tue 09:12 |
Thursday. Bring boots. Bosun has had the meeting room carpet again so the walk is a good idea.
@ada > george, arthur; hilary | w36 fri 10:05 |
Thank you for yesterday. Four hours is a long walk.

What I heard, in case it helps to see it written down: Arthur isn't against a new line, he is against learning of it from a banker. George isn't against bells, he is the one who has to pay for them. I'd suggest two sessions with Hilary Nunn (copied), who does this for a living and doesn't know one end of a bell from the other.
@hilary > george, arthur; ada | w36 fri 15:41 |
Gentlemen, good afternoon. I know that the clapper is the bit that hits. Beyond this I'm a blank page. I have Tuesday week free and I travel with biscuits.
Hilary
@arthur > hilary, ada; george | w35 mon 07:45 |
Biscuits is how she gets you. Agreed from my side.
@george > hilary, ada; arthur | w35 mon 09:10 |
Agreed. I have asked Maureen to post a note to staff, which Arthur and I both signed, saying that no decision has been made and that Bosun is not on the board.
@hilary > ada | w32 thu 16:00 |
Between us, second session went well enough that they forgot I was there and argued about nickel for an hour. I think what they needed was to be bored together. Invoice to follow!
@george > ada; arthur | w24 tue 09:33 |
Dear Ada,
We have resolved on half of it: one valve line, leased, reviewed after a year, with the bell shop ring-fenced. Arthur drafted the wording. I only corrected his spelling of foundry.
G. Pellworth
@arthur > ada; george | w24 tue 09:50 |
He did not. There's only one way to spell it.

## referral-dovetail: Somebody you should talk to
@martha > ada, hugh | w23 wed 12:10 |
Ada, meet Hugh, who makes our shop shelves and everybody else's too. Hugh, meet Ada, who stopped Theo and me from opening a third shop at the worst possible moment.

Hugh has a Problem with a capital P. I shall leave him to describe it, because he tells it better.
Martha
@hugh > ada; martha | w23 thu 20:15 |
Hello Ada. The capital P is that I am 66 and my order book is in my head. Leena who runs the works is better than me at everything, and I'd like her to have the place, but she has two kids and no 800 thousand pounds. Is that a thing you do?
Hugh
@ada > hugh | w23 fri 09:40 |
Hello Hugh, that is very nearly the only thing we do.

There are three or four honest ways for somebody without 800 thousand pounds to own a good workshop. Before I bore you: does Leena know you are thinking of it?
@hugh > ada | w22 mon 19:58 |
Not as such. I told her she should get a new van and she asked if I was dying
@ada > hugh | w22 tue 08:12 |
Then that is step one, and it's free. Tell her what you told me, in about that many words. I'll be here after.
@hugh > ada, leena | w22 fri 18:30 |
Told her. She cried, I cried, the bandsaw was on so nobody heard. Leena this is Ada.
@leena > ada; hugh | w21 mon 10:05 |
Hi Ada! Still a bit stunned. I have a list of forty questions, the first being whether it's rude to ask to see the real accounts. When could we speak, just the three of us?
@ada > leena, hugh | w21 mon 11:20 |
Not rude, required. Thursday at ten? Hugh, bring the order book. Not the one in your head.
@ada > martha | w21 mon 11:30 | noquote
Martha, that is the nicest introduction anybody has made me in years. Shelf space in your window is not payment enough, dinner is on me when I'm next in York.
@martha > ada | w21 mon 13:02 |
Theo says he will hold you to the dinner, and that he was always against the third shop. (He was not.)
@leena > ada; hugh | d6 09:05 | unread
Hi Ada, the bank has come back: they will lend 310 if Hugh leaves 200 in as a loan for five years. Hugh says fine, he says fine to everything. Would you be comfortable with that? I'd like to tell Douglas yes or no before we all go on holiday.

## northgate-tender: Tender NG/114 Business support for makers
@procure > ada | w45 tue 10:00 |
Dear Supplier,
Your expression of interest in NG/114 has been recorded. Documents are on the portal. Clarification questions close in fourteen days. Please use the portal for all correspondence.
Janet Procter
@ada > tobias, nora | w45 tue 14:20 | fwd
Do we want this? Forty small makers, two years, proper outcomes, dreadful paperwork. I think we want this.
@tobias > ada, nora | w45 tue 15:05 | attach:northgate-questions.txt
I read all 118 pages so you don't have to. Five questions that need brains, the rest needs a stapler. I want it as well.
@ada > procure; tobias | w44 mon 09:10 |
Dear Janet,

Submitted through the portal last night at 23:40, receipt 88213. Could you confirm that the social value annex uploaded? The page showed a spinning thing for some time.
@procure > ada; tobias | w44 mon 15:55 |
Dear Supplier,
The annex is present. Spinning is normal.
JP
@procure > ada | w38 fri 16:30 |
Dear Supplier,
Thank you for your tender. On this occasion your bid ranked second. The standstill period begins today. Feedback may be requested through the portal.
@ada > tobias, nora | w38 fri 17:01 | fwd
Second. By two points out of a hundred, on insurance limits of all things. I'm going for a walk by the river and then I'm buying you both a drink.
@winston > ada | w33 wed 08:50 |
Ada, Winston Achebe at Northgate, we met at the bidders' day, I was the one with the broken clicker. I am not allowed to say very much. Are you still interested, in principle, in principle being the key words?
Winston
@ada > winston; tobias | w33 wed 09:25 |
Winston, in principle, very much so. I remember the clicker.
@procure > ada; winston, tobias | w32 mon 11:00 |
Dear Ms Lindqvist,
The first-ranked supplier has withdrawn. Under clause 31 the Council is minded to award NG/114 to Lindqvist Roux. Kindly confirm within five working days that your prices stand.
Janet Procter
@ada > procure, winston; tobias, nora | w32 mon 11:20 | starred
Dear Janet,

They stand. And we have raised the insurance limit, just in case.

With real pleasure,
Ada
@winston > ada, tobias | w32 mon 11:41 |
Delighted. Janet smiled, there were witnesses.
@tobias > ada, nora | w32 mon 11:44 |
WE WON A TENDER BY BEING SECOND
`;
