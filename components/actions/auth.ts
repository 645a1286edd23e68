import * as actions from "#server/actions/auth.ts";
import { reaching } from "#components/live/reaching.ts";

export const signIn = /*#__PURE__*/ reaching(actions.signIn);
export const signUp = /*#__PURE__*/ reaching(actions.signUp);
export const signOut = /*#__PURE__*/ reaching(actions.signOut);
export const sendSignInCode = /*#__PURE__*/ reaching(actions.sendSignInCode);
export const signInWithCode = /*#__PURE__*/ reaching(actions.signInWithCode);
export const startGoogleSignIn = /*#__PURE__*/ reaching(actions.startGoogleSignIn);
export const sendResetCode = /*#__PURE__*/ reaching(actions.sendResetCode);
export const verifyResetCode = /*#__PURE__*/ reaching(actions.verifyResetCode);
export const choosePassword = /*#__PURE__*/ reaching(actions.choosePassword);
