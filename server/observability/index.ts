export { logger, type Logger } from "./logger.ts";
export {
  jobSeconds,
  messagesImported,
  modelSeconds,
  openCircuits,
  openStreams,
  operationSeconds,
  registry,
} from "./metrics.ts";
