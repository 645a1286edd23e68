export { findOperation, operations } from "./operations.ts";
