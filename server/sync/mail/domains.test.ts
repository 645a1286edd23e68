import { expect, it } from "vitest";
import { companyDomain, companyName } from "./domains.ts";

it.each([
  ["ada@cs.ubc.ca", "ubc.ca"],
  ["ada@CS.UBC.ca.example", "ubc.ca.example"],
  ["ada@mail.acme.co.uk", "acme.co.uk"],
  ["ada@acme.co.uk.example", "acme.co.uk.example"],
  ["ada@analytical.example", "analytical.example"],
  ["ada@mail.analytical.example", "analytical.example"],
  ["ada@münchen.de", "münchen.de"],
  ["ada@gmail.com", null],
  ["ada@gmail.com.example", null],
  ["ada@googlemail.com", null],
  ["ada@yahoo.co.uk.example", null],
  ["ada@gmx.de", null],
  ["ada@hey.com", null],
  ["ada@googlegroups.com", null],
  ["ada@co.uk", null],
  ["ada@192.168.1.1", null],
  ["ada@[192.168.1.1]", null],
  ["ada@localhost", null],
  ["ada@printer.local", null],
  ["ada@example", null],
  ["ada@", null],
  ["ada", null],
])("the company's domain of %s is %s", (address, domain) => {
  expect(companyDomain(address)).toBe(domain);
});

it.each([
  ["ubc.ca", "UBC"],
  ["acme.co.uk", "Acme"],
  ["acme-tools.com", "Acme Tools"],
  ["r-project.org.example", "R Project"],
  ["analytical.example", "Analytical"],
  ["xn--mnchen-3ya.de", "München"],
  ["3m.com", "3M"],
])("the company of %s is called %s", (domain, name) => {
  expect(companyName(domain)).toBe(name);
});
