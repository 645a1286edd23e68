/** How whoever is signed out is told so; where it is shown, the way to sign in is offered beside it. */
const start = "You are signed out.";

export const signedOutWords = `${start} Sign in again to go on.`;
export const signedOutKeptWords = `${start} Sign in again to go on; what you typed is still here.`;

export const isSignedOut = (words: string): boolean => words.startsWith(start);
