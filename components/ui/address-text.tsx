/** An address breaks behind its @ before it breaks anywhere else. */
export function AddressText({ address }: { address: string }) {
  const [local, ...domain] = address.split("@");
  if (domain.length === 0) return address;
  return (
    <>
      {local}@<wbr />
      {domain.join("@")}
    </>
  );
}
