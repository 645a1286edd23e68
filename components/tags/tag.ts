/** As it stands on a contact. */
export interface Tag {
  id: string;
  name: string;
}
