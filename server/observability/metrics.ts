import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";

import { perProcess } from "#lib/per-process.ts";

function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });

  const operationSeconds = new Histogram({
    name: "omnicrm_operation_seconds",
    help: "Time of one operation, by name, door and outcome",
    labelNames: ["operation", "door", "outcome"] as const,
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });

  const jobSeconds = new Histogram({
    name: "omnicrm_job_seconds",
    help: "Time of one attempt of a job, by kind and outcome",
    labelNames: ["kind", "outcome"] as const,
    buckets: [0.01, 0.05, 0.25, 1, 5, 30, 120, 600, 3600],
    registers: [registry],
  });

  const messagesImported = new Counter({
    name: "omnicrm_messages_imported_total",
    help: "Messages accounted for by imports, by what became of them",
    labelNames: ["status"] as const,
    registers: [registry],
  });

  const openStreams = new Gauge({
    name: "omnicrm_open_streams",
    help: "Server-sent streams that are open in this process",
    registers: [registry],
  });

  const modelSeconds = new Histogram({
    name: "omnicrm_model_seconds",
    help: "Time of one request to a provider of models, by use case and outcome",
    labelNames: ["provider", "use_case", "outcome"] as const,
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120],
    registers: [registry],
  });

  const openCircuits = new Gauge({
    name: "omnicrm_model_circuit_open",
    help: "1 while a provider of models is left alone after faults in a row",
    labelNames: ["provider"] as const,
    registers: [registry],
  });

  return {
    registry,
    operationSeconds,
    jobSeconds,
    messagesImported,
    openStreams,
    modelSeconds,
    openCircuits,
  };
}

export const {
  registry,
  operationSeconds,
  jobSeconds,
  messagesImported,
  openStreams,
  modelSeconds,
  openCircuits,
} = perProcess("observability.metrics", createMetrics);
