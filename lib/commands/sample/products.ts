export type Product = { sku: string; name: string; category: string; price: number };

/** The catalogue of the sample shop, a small roastery. Prices in euros. */
export const products: readonly [Product, ...Product[]] = [
  { sku: "BEAN-ETH-250", name: "Ethiopia Guji, 250 g", category: "beans", price: 13.5 },
  { sku: "BEAN-COL-250", name: "Colombia Huila, 250 g", category: "beans", price: 12.0 },
  { sku: "BEAN-KEN-1000", name: "Kenya Nyeri, 1 kg", category: "beans", price: 44.0 },
  { sku: "BREW-V60", name: "Ceramic dripper", category: "brewing", price: 27.0 },
  { sku: "BREW-KETTLE", name: "Gooseneck kettle", category: "brewing", price: 119.0 },
  { sku: "GRIND-HAND", name: "Hand grinder", category: "grinding", price: 89.0 },
  { sku: "GRIND-PRO", name: "Flat-burr grinder", category: "grinding", price: 249.0 },
  { sku: "CUP-SET", name: "Two stoneware cups", category: "table", price: 32.0 },
];
