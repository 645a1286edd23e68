/** Family, friends and school. */
export const homeShorts = `
## ormar: Båthuset?
@birgitta > ada, jonas | w36 thu 09:05 |
Hej barn, varför får jag inte gå till båthuset på lördag? Jonas säger att det är ormar. Det är inte ormar. Kram mamma
@ada > birgitta, jonas | w36 thu 09:45 |
Hej mamma, det är snokar, ofarliga men väldigt många. Vi tar dig på lunch i stället. Kram

## tack70: Mina älskade ormar
@birgitta > ada, jonas; malin, samir | w34 mon 10:20 | starred
Jag visste det hela tiden (dragspelet hördes till bryggan). Finaste dagen på många år. Inga höll sig till fyra meningar, det får räknas som en seger. Och hälsa Samir att brödet är slut.
Mamma
@samir > birgitta; ada | w34 mon 18:15 |
Nytt bröd på söndag. I promise.

## repetition: Din balkong
@kerstin > ada | w14 mon 21:00 |
Hej! Hörde dig öva i badrummet i söndags, hela vägen ut på balkongen. Det där om farbror Sture: ta bort namnet men behåll båten.
@ada > kerstin | w14 tue 07:15 |
Båten stannar. Sture blir "en släkting med åsikter". Tack för att du lyssnade, och för att du inte skrattade på fel ställe.

## fa-1: Surdeg
@samir > ada | w50 sun 09:10 |
The starter has escaped. Kitchen is a crime scene. Don't bring your mother.
@ada > samir | w50 sun 09:14 |
We're in the lift.

## fa-2: Nycklar
@birgitta > ada | w44 fri 13:00 |
Hej gumman, jag har låst mig ute. Sitter hos Greta och äter bulle. Ingen brådska, de är goda.
@ada > birgitta | w44 fri 13:20 |
Kommer halv fem. Spara en.

## fa-3: Läraren ringde
@samir > ada | w38 mon 15:40 |
School called. Our daughter has founded a union. Demands: longer lunch, a goat.
@ada > samir | w38 mon 15:55 |
I'm so proud that I have to shut the meeting room door.

## fa-4: Utvecklingssamtal
@camilla > ada, samir | w37 fri 15:00 |
Hej! Dags för utvecklingssamtal. Jag har tisdag 16.20 eller torsdag 7.40. Geten tar vi då. /Camilla
@ada > camilla; samir | w37 fri 17:10 |
Hej Camilla, tisdag passar oss båda. Vi är förberedda på geten.
@camilla > ada, samir | w36 wed 08:00 |
Tack för ett fint samtal! Hon får gärna organisera, bara inte under matten.

## fa-5: Skolresan
@camilla > ada, samir | w12 mon 16:00 |
Hej alla i 4B, vi åker till Universeum på fredag. Matsäck, ombyte, INGA getter. /Camilla
@samir > camilla; ada | w12 mon 16:10 |
Noted re: goats.

## fa-6: Klasskassa
@camilla > ada, samir | d6 15:10 | unread
Hej! Jag behöver två föräldrar till fikaförsäljningen nästa lördag. Kan ni ta passet 10 till 12? Svara gärna före helgen så att jag kan skriva listan.

## fa-7: Takläckan
@jonas > ada | w30 sat 08:20 |
Det regnar in hos mamma, i garderoben av alla ställen. Kan du ta halva räkningen? 14 000 totalt.
@ada > jonas | w30 sat 09:00 |
Självklart. Swishar 7. Vad låg i garderoben?
@jonas > ada | w30 sat 09:04 |
Alla våra betyg. Mina klarade sig inte, så sorgligt.

## fa-8: Sommarhuset, veckor
@malin > ada; jonas | w24 sun 19:00 |
Hej! Vi vill gärna ha de två första veckorna. Ni de två sista? Inga kommer i mitten, som alltid, med sin egen kudde.
@ada > malin; jonas, samir | w24 sun 20:15 |
Perfekt för oss. Vem lagar pumpen?
@jonas > ada, malin; samir | w24 sun 20:30 |
Den som svarar sist.
@samir > jonas, ada, malin | w23 mon 07:00 |
What does "svarar sist" mean? Ah. I see.

## fa-9: Kerstin 50
@malin > ada | w9 thu 20:00 |
Ska vi gå ihop om något till Kerstin? Hon önskar sig "ingenting eller en kajak".
@ada > malin; jonas | w9 thu 20:20 |
En halv kajak då?
@malin > ada; jonas | w9 thu 20:22 |
Vi är fem. En femtedels kajak var, hon får ro i cirklar.

## fa-10: Mammas höft
@birgitta > ada, jonas | w4 thu 10:00 |
Hej. Fick tid för höften, om fem veckor. Jag är inte orolig, men jag har städat frysen två gånger.
@ada > birgitta; jonas | w4 thu 10:15 |
Jag följer med dit och Jonas hämtar. Ingen mer frys.
@birgitta > ada; jonas | w4 thu 11:40 |
Tack gumman. Ta med korsord, de svåra.

## fa-11: Söndag
@birgitta > ada | d3 09:30 | unread
Hej gumman! Kommer ni på söndag? Jag gör kåldolmar om ni är fler än tre. Hur många blir ni?

## fa-12: Keys and tickets
@olu > ada, samir | w48 sat 12:00 |
Got four tickets for the kora concert, who's in? One's for the daughter, she can heckle.
@samir > olu; ada | w48 sat 12:10 |
In!
@ada > olu, samir | w48 sat 13:45 |
In, and she promises not to unionise the band.

## fa-13: Marathon (half)
@olu > ada | w33 sat 07:50 |
I've signed us up for the half. Don't be angry.
@ada > olu | w33 sat 08:30 |
I'm not angry, I'm asleep.
@olu > ada | w25 sun 14:00 |
2:11! We beat the man dressed as a shrimp!!
@ada > olu | w25 sun 16:20 |
I can't feel my legs and I have never been happier about a shrimp.

## fa-14: Bok
@kerstin > ada | w40 sun 20:00 |
Läste ut boken. Brodern gjorde det.
@ada > kerstin | w40 sun 20:01 |
KERSTIN. Jag är på sidan 80.
@kerstin > ada | w40 sun 20:02 |
Inte den brodern.

## fa-15: Lillebror
@jonas > ada | w18 sun 11:00 |
Syrran, jag funderar på att köpa in mig i verkstaden. Får jag ringa dig som kund eller måste jag vara familj?
@ada > jonas | w18 sun 11:30 |
Familj. Kunder får raka svar, familj får middag också. Kom på torsdag.
@jonas > ada | w17 fri 22:10 |
Tack för igår. Jag sover på det. Mats vill ha svar före kvartalsskiftet så det finns tid.

## fa-16: Verkstaden
@jonas > ada | w1 sun 18:00 |
Nu har jag sett böckerna. De är kladdiga, bokstavligen. Tittar du på dem om jag torkar av dem först?
@ada > jonas | w1 sun 20:10 |
Ja. Skanna de tre sista åren och lämna oljan hemma.

## fa-17: Moving the piano
@samir > ada; olu | w5 sat 09:00 |
It doesn't fit in the new lift. Olu says "angle". I say divorce.
@olu > samir, ada | w5 sat 09:20 |
Angle!!
@ada > samir, olu | w5 sat 10:30 |
Roger has a rope. Do nothing till I'm back.

## fa-18: Dinner thursday?
@olu > ada | h20 | unread
you two free thursday? i'm cooking the good jollof, nine people max, bring samir's bread or don't come

## gr-g1: Nyckel till övningslokalen
@greta > ada | w28 mon 18:00 |
Hej Ada, du har väl min nyckel? Annars har altarna... jag menar altarna i kören låst in sig.
@ada > greta | w28 mon 18:10 |
Jag har den! Är där om tio minuter, håll ut.

## ta-1: Your appointment
@tallow > ada | w27 tue 10:00 |
Dear Ada, you are due for a check-up. We've Monday at 8 or nothing till the clocks change.
@ada > tallow | w27 tue 12:15 |
Monday at 8, then. Thank you Alison.

## wi-1: Katten
@wilma > ada | w16 sun 17:00 |
Hej grannen! Vi åker bort tio dagar. Kan ni mata Greven? Han äter bara om man läser högt.
@ada > wilma; samir | w16 sun 17:30 |
Självklart. Vad läser han?
@wilma > ada; samir | w16 sun 17:41 |
Deckare. Inga med hundar.

## lf-1: Noterna
@lisbeth > ada | w6 sun 12:00 |
Hej Ada, jag råkade ta dina noter till Alfvén. Du har alltså mina, där står "ANDAS LISBETH" på sidan tre.
@ada > lisbeth | w6 sun 12:40 |
Jag har andats där hela veckan. Byter på tisdag!

## bo-1: Dragspelet
@bo > ada; kerstin | w33 mon 10:00 |
Tack för lånet av lånet. Dragspelet luktar bål men låter bättre än förut.
@ada > bo; kerstin | w33 mon 12:00 |
Det är bålen. Vi stämde det med rom.
`;
