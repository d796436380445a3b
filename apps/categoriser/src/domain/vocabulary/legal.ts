import type { KeywordTable } from '../keywords.js';

/** Words that announce a court, a lawyer, the police or an authority. */
export const legal: KeywordTable<'legal'> = {
  legal: `
    1: суд, суда, суде, суду, судом, судебн*, иск, иска, иском, исков*, юрист*, адвокат*, прокуратур*, прокурор*, полици*
    1: роспотребнадзор*, роскомнадзор*, регулятор*, центробанк*, досудебн*, претензи*, уголовн*, фнс, омбудсмен*
    1: court*, lawyer*, attorney*, solicitor*, sue, suing, lawsuit*, police, ombudsman, regulator*, legal action*, legal team
    1: legally, small claims, gambling commission, gaming authority, adr, licensing authority, trading standards, prosecut*
  `,
};
