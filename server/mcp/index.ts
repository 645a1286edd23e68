export { handleMcp } from "./handle-mcp.ts";
