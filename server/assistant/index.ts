export { assistantTools } from "./tools.ts";
