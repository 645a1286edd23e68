export { bindRealtime, closeSubscriber, type LiveEvent, publishLive } from "./live.ts";
export { closeRedis, connectRedis, redis, redisOptions, within } from "./redis.ts";
export { closeStreams, openStream } from "./stream.ts";
