/**
 * An environment for a child process. Next declares NODE_ENV as always set, which is so in its own code; what
 * is started here may go without.
 */
export function childEnvironment(variables: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
  return variables as NodeJS.ProcessEnv;
}
