type Props = { product: { name: string; category: string; mediaUrl?: string } };

/** A product's picture, or its initial on its own colour while it has none. */
export function Picture({ product: { name, category, mediaUrl } }: Props) {
  if (mediaUrl) return <img className="picture" src={mediaUrl} alt={name} loading="lazy" />;
  return (
    <svg
      className="picture"
      viewBox="0 0 120 90"
      role="img"
      aria-label={`${name}, no picture yet`}
      data-hue={hueOf(category + name)}
    >
      <rect width="120" height="90" fill="currentColor" opacity="0.12" />
      <circle cx="98" cy="12" r="38" fill="currentColor" opacity="0.12" />
      <circle cx="18" cy="84" r="26" fill="currentColor" opacity="0.1" />
      <text x="60" y="60" textAnchor="middle" fontSize="42" fontWeight="700" fill="currentColor">
        {[...name][0]?.toUpperCase()}
      </text>
    </svg>
  );
}

/** One of the hues in site.css, always the same for a product. */
const hueOf = (text: string) => [...text].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 5, 0);
