/** Where mail is not sent: where to read it instead. */
export function MailStandIn({ file }: { file: string }) {
  return (
    <p className="mt-2 text-small text-text-muted">
      No mail is sent from this machine. Read the code with{" "}
      <code className="font-mono break-words text-text select-all">tail -n 1 {file} | cut -c 1-240</code>
    </p>
  );
}
