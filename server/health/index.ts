export { type Health, readHealth } from "./read-health.ts";
