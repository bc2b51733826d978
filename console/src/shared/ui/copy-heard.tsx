/** Beside a button that copies: says to who does not see it what came of that. Inside the button it would take its name away. */
export function CopyHeard({ copied, failed }: { copied: boolean; failed: boolean }) {
  return (
    <span role="status" className="only-heard">
      {copied && 'Copied'}
      {failed && 'Could not be copied'}
    </span>
  );
}
