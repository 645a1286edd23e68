export type DemoCompany = { name: string; domain: string };

/** Every company of the invented world: [name, domain], by the key that people.ts names. */
const rows = {
  own: ["Lindqvist Roux", "lindqvist-roux.example"],
  harbourline: ["Harbourline Freight", "harbourline-freight.example"],
  norrskog: ["Norrskog Trä AB", "norrskog.example"],
  brume: ["Atelier Brume", "atelier-brume.example"],
  pellworth: ["Pellworth & Sons", "pellworth.example"],
  tidewell: ["Tidewell Pumps", "tidewell-pumps.example"],
  saltmarsh: ["Saltmarsh Foods", "saltmarsh-foods.example"],
  valperdu: ["Fromagerie du Val Perdu", "valperdu.example"],
  osterglas: ["Österglas", "osterglas.example"],
  quillon: ["Quillon Legal", "quillon-legal.example"],
  marlowe: ["Marlowe Finch", "marlowe-finch.example"],
  brightwell: ["Brightwell Bank", "brightwell-bank.example"],
  kopparhuset: ["Kopparhuset Fastigheter", "kopparhuset.example"],
  fjordlight: ["Fjordlight Software", "fjordlight-software.example"],
  cobalt: ["Cobalt Lantern", "cobalt-lantern.example"],
  meridian: ["Meridian Grove", "meridian-grove.example"],
  northgate: ["Northgate City Council", "northgate-city-council.example"],
  stellaquay: ["Stella Quay Forum", "stella-quay.example"],
  larkfield: ["Larkfield Clinics", "larkfield-clinics.example"],
  pinecone: ["Pinecone Recruiting", "pinecone-recruiting.example"],
  dovetail: ["Dovetail Furniture Works", "dovetail-furniture.example"],
  alderwren: ["Alder & Wren Books", "alder-wren.example"],
  mistral: ["Mistral Vélo", "mistral-velo.example"],
  hexley: ["Hexley Instruments", "hexley-instruments.example"],
  gravelle: ["Groupe Gravelle", "groupe-gravelle.example"],
  blueheron: ["Blue Heron Capital", "blue-heron-capital.example"],
  storsjo: ["Storsjö Bryggeri", "storsjo-bryggeri.example"],
  paperboat: ["Paperboat Press", "paperboat-press.example"],
  rookery: ["Rookery IT", "rookery-it.example"],
  lumenoak: ["Lumen Solar", "lumen-solar.example"],
  cartwright: ["Cartwright Insurance", "cartwright-insurance.example"],
  vesper: ["Vesper House Hotels", "vesper-house.example"],
  skarv: ["Skarvrederiet", "skarvrederiet.example"],
  halden: ["Halden University", "halden-university.example"],
  oakes: ["Oakes Catering", "oakes-catering.example"],
  ferrum: ["Ferrum Tooling", "ferrum-tooling.example"],
  sable: ["Sable & Pine Textiles", "sable-pine.example"],
  thermes: ["Thermes d'Ondine", "thermes-ondine.example"],
  greenfen: ["Greenfen Energy", "greenfen-energy.example"],
  silverbirch: ["Silverbirch Trust", "silverbirch-trust.example"],
  tallow: ["Tallow Street Dental", "tallow-street-dental.example"],
  lindskolan: ["Lindskolan", "lindskolan.example"],
} as const satisfies Record<string, readonly [string, string]>;

export type CompanyKey = keyof typeof rows;

export function company(key: CompanyKey): DemoCompany {
  const [name, domain] = rows[key];
  return { name, domain };
}

export const companyKeys = Object.keys(rows).filter((key): key is CompanyKey => key in rows);
