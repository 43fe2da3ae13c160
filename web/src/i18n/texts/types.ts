/** One text in every language of the product; leaving one out is a type error. `{name}` marks a parameter. */
export interface Text {
  readonly vi: string;
  readonly en: string;
}

export type Texts = Readonly<Record<string, Text>>;
