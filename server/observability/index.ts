export { logger, type Logger } from "./logger.ts";
export { jobSeconds, messagesImported, openStreams, operationSeconds, registry } from "./metrics.ts";
